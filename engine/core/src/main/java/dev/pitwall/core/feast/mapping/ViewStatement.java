package dev.pitwall.core.feast.mapping;

import dev.pitwall.core.feast.file.FeastField;
import dev.pitwall.core.feast.file.FeastSource;
import dev.pitwall.core.feast.file.FeastView;
import dev.pitwall.core.sql.ddl.clause.ColumnClause;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.core.type.SqlTypeNames;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.SnapshotSelector;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Writes the statement that creates a view of Feast's. */
final class ViewStatement {
  private final StoreRegistry stores;
  private final SourceLocations locations;

  ViewStatement(StoreRegistry stores, SourceLocations locations) {
    this.stores = stores;
    this.locations = locations;
  }

  /**
   * The statement. Columns are of the types that the table has: Feast casts them where its own are
   * others.
   *
   * @throws PitwallException NOT_SUPPORTED when there is no such view here; what the store says
   *     when the table is not there; COLUMN_NOT_FOUND when it lacks a column
   */
  String of(FeastView view, MappedEntity entity) {
    if (view.isComputed()) {
      throw new PitwallException(
          ErrorCode.NOT_SUPPORTED, "its features are computed from its source by Feast");
    }
    FeastSource history =
        view.history()
            .orElseThrow(
                () -> new PitwallException(ErrorCode.NOT_SUPPORTED, "it has no batch source"));
    TableSource table = locations.table(history);
    Schema schema =
        stores.offline(table.format()).snapshot(table, new SnapshotSelector.Latest()).schema();
    return "CREATE OR REPLACE FEATURE VIEW "
        + SqlText.name(view.name())
        + columns(view, entity, history, schema)
        + " ENTITY "
        + SqlText.name(entity.name())
        + clause(" TIMESTAMP ", history.timestampField())
        + clause(" CREATED ", history.createdField())
        + timeToLive(view)
        + (view.isOnline() ? " ONLINE" : " OFFLINE ONLY")
        + options(view)
        + " FROM "
        + table.format().name()
        + " "
        + SqlText.text(table.location())
        + SqlText.comment(view.description());
  }

  private static String columns(
      FeastView view, MappedEntity entity, FeastSource history, Schema schema) {
    Set<String> names = new LinkedHashSet<>();
    entity.keys().stream().map(FeastField::name).forEach(names::add);
    names.add(history.timestampField());
    names.add(history.createdField());
    view.features().stream().map(FeastField::name).forEach(names::add);
    names.remove("");
    return names.stream()
        .map(name -> SqlText.name(name) + " " + SqlTypeNames.of(column(schema, name)))
        .collect(Collectors.joining(", ", " (", ")"));
  }

  private static Field column(Schema schema, String name) {
    List<String> known = schema.getFields().stream().map(Field::getName).toList();
    return ColumnClause.find(schema, name)
        .orElseThrow(
            () ->
                new PitwallException(
                    ErrorCode.COLUMN_NOT_FOUND,
                    "the table has no column " + name + Suggestion.didYouMean(name, known)));
  }

  private static String clause(String keyword, String column) {
    return column.isEmpty() ? "" : keyword + SqlText.name(column);
  }

  /** Feast's zero is no limit. */
  private static String timeToLive(FeastView view) {
    return view.ttlMicros() <= 0
        ? ""
        : " TTL INTERVAL '" + BigDecimal.valueOf(view.ttlMicros(), 6).toPlainString() + "' SECOND";
  }

  private static String options(FeastView view) {
    if (view.owner().isEmpty() && view.tags().isEmpty()) {
      return "";
    }
    String tags =
        new TreeMap<>(view.tags())
            .entrySet().stream()
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining(", "));
    return " OPTIONS (owner = "
        + SqlText.text(view.owner())
        + ", tags = "
        + SqlText.text(tags)
        + ")";
  }
}
