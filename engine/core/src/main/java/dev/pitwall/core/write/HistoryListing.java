package dev.pitwall.core.write;

import dev.pitwall.core.sql.tree.DescribeHistory;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.core.table.EngineTable;
import dev.pitwall.core.table.HistoryTable;
import dev.pitwall.core.table.LakeRowsTable;
import dev.pitwall.core.table.TableDirectory;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.TableCommit;
import dev.pitwall.spi.offline.TableHistory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Answers DESCRIBE HISTORY. */
public final class HistoryListing {
  private static final ArrowType TEXT = ArrowType.Utf8.INSTANCE;
  private static final ArrowType BIGINT = new ArrowType.Int(64, true);

  /**
   * The columns of the answer. The timestamp is in UTC, written as FOR TIMESTAMP AS OF reads it.
   */
  public static final Schema COLUMNS =
      new Schema(
          List.of(
              Field.notNullable("version", BIGINT),
              Field.notNullable("timestamp", TEXT),
              Field.nullable("operation", TEXT),
              Field.nullable("parameters", TEXT),
              Field.nullable("engine", TEXT),
              Field.nullable("rows_added", BIGINT),
              Field.notNullable("files_added", BIGINT),
              Field.notNullable("files_removed", BIGINT)));

  private final TableDirectory tables;
  private final StoreRegistry stores;

  public HistoryListing(TableDirectory tables, StoreRegistry stores) {
    this.tables = tables;
    this.stores = stores;
  }

  /**
   * One row for each commit, newest first.
   *
   * @throws PitwallException with the place: TABLE_NOT_FOUND; NOT_SUPPORTED when the table has no
   *     history
   */
  public List<List<Object>> of(DescribeHistory statement) {
    try {
      return history(statement.name().names).stream().map(HistoryListing::row).toList();
    } catch (PitwallException e) {
      throw e.at(Positions.of(statement.name()));
    }
  }

  private List<TableCommit> history(List<String> name) {
    EngineTable table = tables.find(name).orElseThrow(() -> tables.notFound(name));
    if (table instanceof HistoryTable history) {
      return history(table, history.view().source());
    } else if (table instanceof LakeRowsTable lake) {
      return history(table, lake.table().source());
    }
    throw new PitwallException(
        ErrorCode.NOT_SUPPORTED,
        table.name() + " has no history; feature views and lake tables that are Delta tables have");
  }

  private List<TableCommit> history(EngineTable table, TableSource source) {
    if (stores.offline(source.format()) instanceof TableHistory store) {
      return store.history(source);
    }
    throw new PitwallException(
        ErrorCode.NOT_SUPPORTED,
        table.name()
            + " has no history: it is a table of the format "
            + source.format().name()
            + ", and Delta tables have one");
  }

  private static List<Object> row(TableCommit commit) {
    return Arrays.asList(
        commit.version(),
        Instant.EPOCH.plus(commit.committedAt(), ChronoUnit.MICROS).toString(),
        known(commit.operation()),
        known(
            new TreeMap<>(commit.parameters())
                .entrySet().stream()
                    .map(each -> each.getKey() + "=" + each.getValue())
                    .collect(Collectors.joining(", "))),
        known(commit.engine()),
        commit.rowsAdded().isPresent() ? commit.rowsAdded().getAsLong() : null,
        commit.filesAdded(),
        commit.filesRemoved());
  }

  private static String known(String text) {
    return text.isEmpty() ? null : text;
  }
}
