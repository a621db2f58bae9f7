package dev.pitwall.core.query.listing;

import dev.pitwall.core.query.listing.TableListing.Access;
import dev.pitwall.core.table.EngineTable;
import dev.pitwall.core.table.HistoryTable;
import dev.pitwall.core.table.LakeRowsTable;
import dev.pitwall.core.table.MetadataTable;
import dev.pitwall.core.table.OnlineTable;
import dev.pitwall.core.table.SessionTable;
import dev.pitwall.core.table.TableDirectory;
import dev.pitwall.core.table.TrainingSetTable;
import dev.pitwall.core.write.InsertTarget;
import dev.pitwall.spi.model.ColumnSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Tables as metadata calls show them. */
public final class TableListings {
  private static final String COMMENT = "comment";

  private TableListings() {}

  public static List<TableListing> of(TableDirectory tables) {
    List<TableListing> listings = new ArrayList<>();
    tables
        .schemas()
        .forEach(
            (schema, content) ->
                content.values().forEach(table -> listings.add(listing(schema, table))));
    return listings;
  }

  private static TableListing listing(String schema, EngineTable table) {
    if (table instanceof HistoryTable history) {
      Schema columns = commented(table.schema(), history.view().columns());
      return listing(schema, table, "VIEW", history.view().comment(), columns);
    } else if (table instanceof OnlineTable online) {
      Schema columns = commented(table.schema(), online.view().columns());
      return listing(schema, table, "TABLE", online.view().comment(), columns);
    } else if (table instanceof LakeRowsTable lake) {
      Schema columns = commented(table.schema(), lake.table().columns());
      return listing(schema, table, "TABLE", lake.table().comment(), columns);
    } else if (table instanceof SessionTable) {
      return listing(schema, table, "LOCAL TEMPORARY", "", table.schema());
    } else if (table instanceof TrainingSetTable) {
      return listing(schema, table, "VIEW", "", table.schema());
    } else if (table instanceof MetadataTable) {
      return listing(schema, table, "SYSTEM TABLE", "", table.schema());
    }
    throw new IllegalArgumentException("unknown kind of table: " + table);
  }

  private static TableListing listing(
      String schema, EngineTable table, String type, String comment, Schema columns) {
    return new TableListing(
        schema,
        table.name(),
        type,
        comment,
        columns,
        access(table),
        TableKeys.primary(schema, table),
        TableKeys.foreign(schema, table));
  }

  private static Access access(EngineTable table) {
    boolean takesRows = table instanceof SessionTable || InsertTarget.takesRows(table);
    return takesRows ? Access.READ_AND_ADD : Access.READ;
  }

  private static Schema commented(Schema schema, List<ColumnSpec> columns) {
    Map<String, String> comments = new HashMap<>();
    columns.forEach(column -> comments.put(column.name(), column.comment()));
    return new Schema(
        schema.getFields().stream()
            .map(field -> commented(field, comments.getOrDefault(field.getName(), "")))
            .toList());
  }

  private static Field commented(Field field, String comment) {
    if (comment.isEmpty()) {
      return field;
    }
    FieldType type =
        new FieldType(
            field.isNullable(), field.getType(), field.getDictionary(), Map.of(COMMENT, comment));
    return new Field(field.getName(), type, field.getChildren());
  }
}
