package dev.pitwall.benchmarks.runner;

import dev.pitwall.benchmarks.protocol.PointInTimeQuery;
import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.delta.DeltaOfflineStore;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.TableWriter;
import dev.pitwall.spi.offline.WriteRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Pitwall in this process. */
final class PitwallContender implements Contender {
  private final FeatureQueryEngine engine;
  private final QuerySession session;
  private int texts;

  PitwallContender(Path directory) {
    engine = FeatureQueryEngine.open(EngineConfig.inDirectory(directory.resolve("engine")));
    session = engine.openSession("benchmark");
  }

  @Override
  public void prepare(PointInTimeQuery query) {
    new PitwallSql(query).definitions().forEach(sql -> engine.execute(session, sql).close());
  }

  @Override
  public List<Double> run(PointInTimeQuery query) {
    String sql = new PitwallSql(query).digest();
    try (QueryResult result = engine.execute(session, sql);
        VectorSchemaRoot batch = result.next()) {
      return batch.getFieldVectors().stream()
          .map(vector -> vector.isNull(0) ? 0.0 : ((Number) vector.getObject(0)).doubleValue())
          .toList();
    }
  }

  @Override
  public void answer(PointInTimeQuery query, Path directory) {
    TableSource target = new TableSource(SourceFormat.DELTA, directory.toString(), Map.of());
    try (QueryResult result = engine.execute(session, new PitwallSql(query).trainingSet());
        DeltaOfflineStore store = new DeltaOfflineStore();
        TableWriter writer =
            store.write(
                new WriteRequest(target, result.schema(), List.of(), WriteRequest.Mode.CREATE),
                engine.allocator())) {
      for (VectorSchemaRoot batch = result.next(); batch != null; batch = result.next()) {
        try (VectorSchemaRoot rows = batch) {
          writer.append(rows);
        }
      }
      writer.commit();
    }
  }

  @Override
  public void plan(PointInTimeQuery query, TextUse text) {
    if (text == TextUse.NEW) {
      texts++;
    }
    engine.prepare(session, new PitwallSql(query).trainingSet() + " WHERE s.spine_id <> -" + texts);
  }

  @Override
  public void close() {
    try (engine;
        session) {
      // Closes the session, then the engine.
    }
  }
}
