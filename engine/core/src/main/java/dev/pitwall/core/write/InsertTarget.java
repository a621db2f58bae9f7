package dev.pitwall.core.write;

import dev.pitwall.core.store.SnapshotOptions;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.core.table.EngineTable;
import dev.pitwall.core.table.HistoryTable;
import dev.pitwall.core.table.LakeRowsTable;
import dev.pitwall.core.table.OnlineTable;
import dev.pitwall.core.table.SessionTable;
import dev.pitwall.core.table.TrainingSetTable;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.SnapshotSelector;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A table that an INSERT adds rows to.
 *
 * @param name for people: {@code feature view driver_stats}
 * @param columns those that SQL can name, as they were declared
 * @param stored every column that the table has, in its order
 * @param required the columns that must have a value in each row, and what each is
 */
public record InsertTarget(
    String name,
    TableSource source,
    List<Field> columns,
    Schema stored,
    Map<String, String> required) {
  public InsertTarget {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(source, "source");
    columns = List.copyOf(columns);
    Objects.requireNonNull(stored, "stored");
    required = Collections.unmodifiableMap(new LinkedHashMap<>(required));
  }

  /**
   * What an INSERT into a table means.
   *
   * @throws PitwallException NOT_SUPPORTED when it is no table that rows are added to
   */
  public static InsertTarget of(EngineTable table, StoreRegistry stores) {
    if (table instanceof HistoryTable history) {
      FeatureViewSpec view = history.view();
      return of("feature view " + view.name(), table, view.source(), required(view), stores);
    } else if (table instanceof LakeRowsTable lake) {
      return of("table " + lake.name(), table, lake.table().source(), Map.of(), stores);
    }
    throw refused(remedy(table));
  }

  /** Whether a table is one that rows are added to, whatever is in the way of it now. */
  public static boolean takesRows(EngineTable table) {
    if (table instanceof HistoryTable history) {
      return isWritten(history.view().source());
    }
    return table instanceof LakeRowsTable lake && isWritten(lake.table().source());
  }

  private static boolean isWritten(TableSource source) {
    return source.format() == SourceFormat.DELTA && SnapshotOptions.pin(source).isEmpty();
  }

  /**
   * Checks that rows of these columns can be added.
   *
   * @throws PitwallException COLUMN_NOT_FOUND for a column that the table lacks; INVALID_STATEMENT
   *     when one is missing without which a row could never match
   */
  public void checkColumns(Schema rows) {
    checkKnown(name, new Schema(columns), rows);
    List<String> given = names(rows);
    required.keySet().stream()
        .filter(column -> given.stream().noneMatch(column::equalsIgnoreCase))
        .forEach(this::refuseMissing);
  }

  /**
   * Checks that a table has all the columns of some rows.
   *
   * @throws PitwallException COLUMN_NOT_FOUND when it does not
   */
  public static void checkKnown(String table, Schema columns, Schema rows) {
    List<String> known = names(columns);
    for (String column : names(rows)) {
      if (known.stream().noneMatch(column::equalsIgnoreCase)) {
        throw new PitwallException(
            ErrorCode.COLUMN_NOT_FOUND,
            table + " has no column " + column + Suggestion.didYouMean(column, known));
      }
    }
  }

  private static List<String> names(Schema schema) {
    return schema.getFields().stream().map(Field::getName).toList();
  }

  private void refuseMissing(String column) {
    throw new PitwallException(
        ErrorCode.INVALID_STATEMENT,
        "the rows have no column "
            + column
            + ", the "
            + required.get(column)
            + " of "
            + name
            + ", without which they could never match; add it");
  }

  private static InsertTarget of(
      String name,
      EngineTable table,
      TableSource source,
      Map<String, String> required,
      StoreRegistry stores) {
    checkWritten(name, source);
    Schema stored =
        stores.offline(source.format()).snapshot(source, new SnapshotSelector.Latest()).schema();
    List<Field> columns = table.schema().getFields();
    columns.forEach(column -> checkStored(name, column, stored));
    return new InsertTarget(name, source, columns, stored, required);
  }

  /** A row without them could never match. */
  private static Map<String, String> required(FeatureViewSpec view) {
    Map<String, String> required = new LinkedHashMap<>();
    view.entity().joinKeyNames().forEach(key -> required.put(key, "join key"));
    required.put(view.eventTimestamp(), "event timestamp");
    return required;
  }

  private static void checkWritten(String name, TableSource source) {
    if (source.format() != SourceFormat.DELTA) {
      throw refused(
          name
              + " is read from "
              + source.format().name()
              + " files, which are not written; write its rows into a Delta table");
    }
    Optional<String> pin = SnapshotOptions.pin(source);
    if (pin.isPresent()) {
      throw refused(
          name
              + " shows its table as of one "
              + pin.get()
              + ", which no row is added to; create it without OPTIONS ("
              + pin.get()
              + " = …)");
    }
  }

  private static void checkStored(String name, Field column, Schema stored) {
    boolean same =
        stored.getFields().stream()
            .filter(field -> field.getName().equals(column.getName()))
            .anyMatch(field -> field.getType().equals(column.getType()));
    if (!same) {
      throw new PitwallException(
          ErrorCode.TYPE_MISMATCH,
          "the data of "
              + name
              + " changed since it was created: there is no column "
              + column.getName()
              + " of the type "
              + column.getType()
              + " any more; run CREATE OR REPLACE again");
    }
  }

  private static String remedy(EngineTable table) {
    if (table instanceof OnlineTable) {
      return "rows come to online."
          + table.name()
          + " by MATERIALIZE; insert into features."
          + table.name()
          + ", then run MATERIALIZE "
          + table.name();
    }
    if (table instanceof TrainingSetTable) {
      return "training set "
          + table.name()
          + " has the rows that its query read; insert into the tables, and record another";
    }
    return table instanceof SessionTable
        ? "the rows of the temporary table "
            + table.name()
            + " are those of its query; make it anew with CREATE OR REPLACE TEMPORARY TABLE"
        : table.name() + " shows what the engine knows; rows are added to feature views and tables";
  }

  private static PitwallException refused(String why) {
    return new PitwallException(ErrorCode.NOT_SUPPORTED, why);
  }
}
