package dev.pitwall.benchmarks.micro;

import dev.pitwall.benchmarks.data.FileTree;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** An engine with a spine and feature views of random rows on the heap. */
final class TablesInMemory implements AutoCloseable {
  private static final long SPAN = Duration.ofDays(90).toMillis() * 1_000;
  private static final ArrowType BIGINT = new ArrowType.Int(64, true);
  private static final ArrowType TIMESTAMP = new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
  private static final ArrowType DOUBLE =
      new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
  private static final Schema SPINE =
      new Schema(List.of(Field.nullable("driver_id", BIGINT), Field.nullable("at_ts", TIMESTAMP)));
  private static final Schema VIEW =
      new Schema(
          List.of(
              Field.nullable("driver_id", BIGINT),
              Field.nullable("event_ts", TIMESTAMP),
              Field.nullable("feature", DOUBLE)));

  private final SplittableRandom random = new SplittableRandom(1);
  private final Path directory;
  private final TestEngine engine;
  private final int entities;

  TablesInMemory(int entities) {
    this.entities = entities;
    try {
      directory = Files.createTempDirectory("pitwall-benchmark");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    engine = new TestEngine(directory, StoreLayout.regular(100_000, 32_768));
    engine.update("CREATE ENTITY driver (driver_id BIGINT)");
  }

  TestEngine engine() {
    return engine;
  }

  /** Makes the table {@code spine}. */
  void spine(int rows) {
    List<List<Object>> values = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      values.add(List.of((long) random.nextInt(entities), random.nextLong(SPAN)));
    }
    engine.table("spine", SPINE, values);
    engine.update("CREATE TABLE spine FROM DELTA 'spine'");
  }

  /** Makes a feature view. */
  void view(String name, int rows) {
    List<List<Object>> values = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      values.add(List.of((long) random.nextInt(entities), SPAN / rows * i, random.nextDouble()));
    }
    engine.table(name, VIEW, values);
    engine.update(
        "CREATE FEATURE VIEW "
            + name
            + " ENTITY driver TIMESTAMP event_ts FROM DELTA '"
            + name
            + "'");
  }

  @Override
  public void close() {
    try {
      engine.close();
    } finally {
      FileTree.delete(directory);
    }
  }
}
