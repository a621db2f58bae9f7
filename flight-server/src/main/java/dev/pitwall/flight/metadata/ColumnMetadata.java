package dev.pitwall.flight.metadata;

import dev.pitwall.core.query.listing.TableListing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flight.sql.FlightSqlColumnMetadata;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The schema of a table as GetTables sends it: clients find type names, sizes and comments in the
 * metadata of its fields, and nowhere else.
 */
final class ColumnMetadata {
  private static final String COMMENT = "comment";

  private ColumnMetadata() {}

  /** The table's schema with what Flight SQL wants to be said of each column. */
  static Schema describe(String catalog, TableListing table) {
    List<Field> described = new ArrayList<>();
    for (Field field : table.schema().getFields()) {
      Map<String, String> metadata = metadata(catalog, table, field);
      FieldType type =
          new FieldType(field.isNullable(), field.getType(), field.getDictionary(), metadata);
      described.add(new Field(field.getName(), type, field.getChildren()));
    }
    return new Schema(described);
  }

  private static Map<String, String> metadata(String catalog, TableListing table, Field field) {
    SqlType type = SqlType.of(field.getType());
    FlightSqlColumnMetadata.Builder metadata =
        new FlightSqlColumnMetadata.Builder()
            .catalogName(catalog)
            .schemaName(table.schemaName())
            .tableName(table.tableName())
            .typeName(type.sqlName())
            .isAutoIncrement(false)
            .isCaseSensitive(type == SqlType.VARCHAR)
            .isReadOnly(table.access() == TableListing.Access.READ)
            .isSearchable(true);
    addSize(metadata, type, field.getType());
    String comment = field.getMetadata().get(COMMENT);
    if (comment != null && !comment.isEmpty()) {
      metadata.remarks(comment);
    }
    return metadata.build().getMetadataMap();
  }

  private static void addSize(
      FlightSqlColumnMetadata.Builder metadata, SqlType type, ArrowType arrow) {
    if (arrow instanceof ArrowType.Decimal decimal) {
      metadata.precision(decimal.getPrecision()).scale(decimal.getScale());
      return;
    }
    type.size().ifPresent(metadata::precision);
    if (type.isExactNumber()) {
      metadata.scale(0);
    } else if (type == SqlType.TIMESTAMP || type == SqlType.TIMESTAMP_LTZ) {
      metadata.scale(6);
    }
  }
}
