package dev.pitwall.core.maintenance;

import dev.pitwall.core.materialize.StatementQueries;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.sql.tree.OptimizeTable;
import dev.pitwall.core.sql.tree.VacuumTable;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.core.table.TableDirectory;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import dev.pitwall.spi.offline.SnapshotSelector;
import dev.pitwall.spi.offline.TableSnapshot;
import dev.pitwall.spi.offline.maintenance.CompactionRequest;
import dev.pitwall.spi.offline.maintenance.CompactionRequest.Layout;
import dev.pitwall.spi.offline.maintenance.RewriteSummary;
import dev.pitwall.spi.offline.maintenance.VacuumRequest;
import dev.pitwall.spi.offline.maintenance.VacuumSummary;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/** OPTIMIZE and VACUUM. Thread-safe. */
public final class TableUpkeep {
  private static final ArrowType BIGINT = new ArrowType.Int(Long.SIZE, true);

  /** The one row that OPTIMIZE gives. */
  public static final Schema OPTIMIZED =
      new Schema(
          List.of(
              Field.notNullable("table", ArrowType.Utf8.INSTANCE),
              Field.nullable("version", BIGINT),
              Field.notNullable("removed_files", BIGINT),
              Field.notNullable("added_files", BIGINT)));

  /** The one row that VACUUM gives. */
  public static final Schema VACUUMED =
      new Schema(
          List.of(
              Field.notNullable("table", ArrowType.Utf8.INSTANCE),
              Field.notNullable("files", BIGINT),
              Field.notNullable("bytes", BIGINT)));

  private static final long TARGET_BYTES = 128L << 20;

  /** As long as Delta's other writers keep files, unless told otherwise. */
  private static final Duration RETENTION = Duration.ofDays(7);

  private static final long MOST_HOURS = 24 * 365 * 100;

  private final StoreRegistry stores;
  private final StatementQueries queries;

  public TableUpkeep(StatementQueries queries, StoreRegistry stores) {
    this.queries = Objects.requireNonNull(queries, "queries");
    this.stores = Objects.requireNonNull(stores, "stores");
  }

  /**
   * Puts the small files of a table together, or orders all of its rows along a curve; in all
   * partitions, or in those that the statement names.
   *
   * @param checkpoint passed again and again; throws when the work is to end
   * @return a row of {@link #OPTIMIZED}
   */
  public List<Object> optimize(
      OptimizeTable statement,
      TableDirectory tables,
      QuerySession session,
      BufferAllocator allocator,
      Runnable checkpoint) {
    MaintainedTable table = MaintainedTable.find(statement.table(), tables, stores);
    CompactionRequest all = request(statement, table);
    CompactionRequest request =
        statement
            .where()
            .map(where -> all.within(partitions(table, statement.table(), where, session)))
            .orElse(all);
    RewriteSummary summary = table.store().compact(request, allocator, checkpoint);
    return Arrays.asList(
        table.name(),
        summary.version().isPresent() ? summary.version().getAsLong() : null,
        summary.removedFiles(),
        summary.addedFiles());
  }

  private Set<Map<String, Object>> partitions(
      MaintainedTable table, SqlIdentifier name, SqlNode where, QuerySession session) {
    TableSnapshot snapshot =
        stores
            .offline(table.source().format())
            .snapshot(table.source(), new SnapshotSelector.Latest());
    return new PartitionCondition(queries, session).select(table, snapshot, name, where);
  }

  private static CompactionRequest request(OptimizeTable statement, MaintainedTable table) {
    if (!statement.order().isEmpty()) {
      List<String> order = statement.order().stream().map(name -> column(name, table)).toList();
      return new CompactionRequest(
          table.source(), table.identity(), Layout.Z_ORDER, order, TARGET_BYTES);
    }
    List<String> order =
        table.identity().stream()
            .filter(column -> table.view().orElseThrow().eventTimestamp().equalsIgnoreCase(column))
            .toList();
    return new CompactionRequest(
        table.source(), table.identity(), Layout.SORTED, order, TARGET_BYTES);
  }

  /**
   * Of rows that are equal in all other respects, the one committed last counts: it must stay so.
   */
  private static String column(SqlIdentifier name, MaintainedTable table) {
    String simple = name.getSimple();
    return table.identity().stream()
        .filter(simple::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(
            () ->
                new PitwallException(
                        ErrorCode.INVALID_STATEMENT,
                        table.view().isEmpty()
                            ? "only a feature view is put into a Z-order: of a lake table's rows it"
                                + " is not known which of them a query tells apart by their order"
                            : simple
                                + " cannot be part of the Z-order, which would change the order of"
                                + " rows that differ in nothing else; name join keys or the event timestamp"
                                + Suggestion.didYouMean(simple, table.identity()))
                    .at(Positions.of(name)));
  }

  /**
   * Deletes the files that no version of the retention needs, or counts them.
   *
   * @param checkpoint passed again and again; throws when no more are to be deleted
   * @return a row of {@link #VACUUMED}
   */
  public List<Object> vacuum(VacuumTable statement, TableDirectory tables, Runnable checkpoint) {
    MaintainedTable table = MaintainedTable.find(statement.table(), tables, stores);
    VacuumRequest.Mode mode =
        statement.mode() == VacuumTable.Mode.DRY_RUN
            ? VacuumRequest.Mode.DRY_RUN
            : VacuumRequest.Mode.DELETE;
    Duration retention = statement.hours().map(TableUpkeep::hours).orElse(RETENTION);
    VacuumSummary summary =
        table.store().vacuum(new VacuumRequest(table.source(), retention, mode), checkpoint);
    return List.of(table.name(), summary.files(), summary.bytes());
  }

  private static Duration hours(SqlNode literal) {
    try {
      long hours = ((SqlLiteral) literal).bigDecimalValue().longValueExact();
      if (hours >= 0 && hours <= MOST_HOURS) {
        return Duration.ofHours(hours);
      }
    } catch (ArithmeticException e) {
      // falls through to the same error
    }
    throw new PitwallException(
            ErrorCode.INVALID_VALUE,
            "RETAIN takes a whole number of hours from 0 to " + MOST_HOURS + ", not " + literal)
        .at(Positions.of(literal));
  }
}
