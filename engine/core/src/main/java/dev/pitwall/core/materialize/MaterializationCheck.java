package dev.pitwall.core.materialize;

import dev.pitwall.core.registry.CatalogRegistry;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.sql.tree.CheckMaterialization;
import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.online.OnlineStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * CHECK MATERIALIZATION: compares the newest row of each entity in the offline store, as of now,
 * with what the online store has. Thread-safe.
 */
public final class MaterializationCheck {
  private static final ArrowType BIGINT = new ArrowType.Int(Long.SIZE, true);

  /** One row for each view. */
  public static final Schema COLUMNS =
      new Schema(
          List.of(
              Field.notNullable("feature_view", ArrowType.Utf8.INSTANCE),
              Field.nullable("materialized_to", ArrowType.Utf8.INSTANCE),
              Field.notNullable("keys", BIGINT),
              Field.notNullable("differing", BIGINT),
              Field.notNullable("missing", BIGINT),
              Field.notNullable("older", BIGINT),
              Field.notNullable("newer", BIGINT),
              Field.notNullable("other_values", BIGINT),
              Field.notNullable("surplus", BIGINT)));

  private final StatementQueries queries;
  private final CatalogRegistry registry;
  private final OnlineStore online;

  public MaterializationCheck(
      StatementQueries queries, CatalogRegistry registry, OnlineStore online) {
    this.queries = queries;
    this.registry = registry;
    this.online = online;
  }

  /**
   * The views that a statement names.
   *
   * @throws dev.pitwall.spi.error.PitwallException of the category USER when there is no such view
   *     in the online store
   */
  public List<FeatureViewSpec> views(CheckMaterialization statement) {
    return MaterializedViews.find(statement.views(), registry.current());
  }

  /**
   * Compares a view.
   *
   * @return a row of {@link #COLUMNS}
   */
  public List<Object> compare(
      FeatureViewSpec view, QuerySession session, BufferAllocator allocator) {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    MaterializedRows all = MaterializedRows.upTo(now);
    KeyComparison comparison = new KeyComparison(view, online, allocator);
    try (RunningQuery query =
        queries.start(queries.plan(new Materialization(view, all).sql(), session), session)) {
      for (VectorSchemaRoot rows = query.next(); rows != null; rows = query.next()) {
        try (VectorSchemaRoot newest = rows) {
          comparison.add(newest);
        }
      }
    }
    long surplus = Math.max(0, stored(view, allocator) - comparison.found());
    return Arrays.asList(
        view.name(),
        registry
            .watermark(view.name())
            .map(watermark -> Instant.EPOCH.plus(watermark.to(), ChronoUnit.MICROS).toString())
            .orElse(null),
        comparison.keys(),
        comparison.differing() + surplus,
        comparison.missing(),
        comparison.older(),
        comparison.newer(),
        comparison.otherValues(),
        surplus);
  }

  private long stored(FeatureViewSpec view, BufferAllocator allocator) {
    long rows = 0;
    try (BatchReader reader = online.scan(view, allocator)) {
      for (VectorSchemaRoot batch = reader.next(); batch != null; batch = reader.next()) {
        rows += batch.getRowCount();
        batch.close();
      }
    }
    return rows;
  }
}
