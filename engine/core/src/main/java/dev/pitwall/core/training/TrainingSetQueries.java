package dev.pitwall.core.training;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.catalog.TrainingSet;
import dev.pitwall.core.sql.parser.FeatureSqlParser;
import dev.pitwall.core.sql.validate.QueryAnalyzer;
import dev.pitwall.core.table.EngineTable;
import dev.pitwall.core.table.TableDirectory;
import dev.pitwall.core.table.TrainingSetTable;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;

/** Makes tables of training sets: their queries, read against the catalog that was recorded. */
public final class TrainingSetQueries {
  private final FeatureSqlParser parser;

  public TrainingSetQueries(FeatureSqlParser parser) {
    this.parser = parser;
  }

  /**
   * Every training set of a catalog, as a table.
   *
   * @param timeZone the session's; a training set is only read in the one it was recorded in
   */
  public Map<String, EngineTable> tables(CatalogSnapshot catalog, ZoneId timeZone) {
    Map<String, EngineTable> tables = new TreeMap<>();
    for (TrainingSet set : catalog.trainingSets()) {
      tables.put(
          set.name(), new TrainingSetTable(set, (each, cluster) -> query(each, cluster, timeZone)));
    }
    return tables;
  }

  private RelNode query(TrainingSet set, RelOptCluster cluster, ZoneId timeZone) {
    if (!set.timeZone().equals(timeZone.getId())) {
      throw new PitwallException(
          ErrorCode.INVALID_STATEMENT,
          "training set %s was recorded with time_zone = '%s'; SET time_zone = '%s' to read it"
              .formatted(set.name(), set.timeZone(), set.timeZone()));
    }
    TableDirectory tables = new TableDirectory(set.catalog(), List.of());
    return new QueryAnalyzer(set.catalog(), tables, cluster)
        .analyze(parser.parse(set.query()))
        .root()
        .project();
  }
}
