package dev.pitwall.jdbc.metadata;

import dev.pitwall.jdbc.error.SqlErrors;
import dev.pitwall.jdbc.result.ResultColumns;
import dev.pitwall.jdbc.transport.FlightLink;
import dev.pitwall.jdbc.transport.FlightLink.FlightCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.arrow.flight.sql.FlightSqlColumnMetadata;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Catalogs, schemas, tables and columns; the methods are those of JDBC. */
final class TableMetadata {
  private static final int DECIMAL_RADIX = 10;

  private final FlightLink link;

  TableMetadata(FlightLink link) {
    this.link = link;
  }

  ResultSet getCatalogs() throws SQLException {
    List<Map<String, Object>> found = read((client, options) -> client.getCatalogs(options));
    return result(new MetadataRows("TABLE_CAT").addAll(found, "catalog_name"));
  }

  ResultSet getSchemas(String catalog, String pattern) throws SQLException {
    List<Map<String, Object>> found =
        read((client, options) -> client.getSchemas(catalog, pattern, options));
    return result(
        new MetadataRows("TABLE_SCHEM", "TABLE_CATALOG")
            .addAll(found, "db_schema_name", "catalog_name"));
  }

  ResultSet getTableTypes() throws SQLException {
    List<Map<String, Object>> found = read((client, options) -> client.getTableTypes(options));
    return result(new MetadataRows("TABLE_TYPE").addAll(found, "table_type"));
  }

  ResultSet getTables(String catalog, String schema, String table, String[] types)
      throws SQLException {
    MetadataRows rows =
        new MetadataRows(
            "TABLE_CAT",
            "TABLE_SCHEM",
            "TABLE_NAME",
            "TABLE_TYPE",
            "REMARKS",
            "TYPE_CAT",
            "TYPE_SCHEM",
            "TYPE_NAME",
            "SELF_REFERENCING_COL_NAME",
            "REF_GENERATION");
    List<String> wanted = types == null ? null : Arrays.asList(types);
    List<Map<String, Object>> found =
        ServerRows.read(
            link,
            (client, options) -> client.getTables(catalog, schema, table, wanted, false, options),
            "table_type",
            "catalog_name",
            "db_schema_name",
            "table_name");
    rows.addAll(
        found,
        "catalog_name",
        "db_schema_name",
        "table_name",
        "table_type",
        "remarks",
        null,
        null,
        null,
        null,
        null);
    return result(rows);
  }

  ResultSet getColumns(String catalog, String schema, String table, String column)
      throws SQLException {
    MetadataRows rows =
        new MetadataRows(
            "TABLE_CAT",
            "TABLE_SCHEM",
            "TABLE_NAME",
            "COLUMN_NAME",
            "DATA_TYPE:int",
            "TYPE_NAME",
            "COLUMN_SIZE:int",
            "BUFFER_LENGTH:int",
            "DECIMAL_DIGITS:int",
            "NUM_PREC_RADIX:int",
            "NULLABLE:int",
            "REMARKS",
            "COLUMN_DEF",
            "SQL_DATA_TYPE:int",
            "SQL_DATETIME_SUB:int",
            "CHAR_OCTET_LENGTH:int",
            "ORDINAL_POSITION:int",
            "IS_NULLABLE",
            "SCOPE_CATALOG",
            "SCOPE_SCHEMA",
            "SCOPE_TABLE",
            "SOURCE_DATA_TYPE:short",
            "IS_AUTOINCREMENT",
            "IS_GENERATEDCOLUMN");
    Pattern pattern = NamePattern.of(column);
    List<Map<String, Object>> found =
        ServerRows.read(
            link,
            (client, options) -> client.getTables(catalog, schema, table, null, true, options),
            "catalog_name",
            "db_schema_name",
            "table_name");
    for (Map<String, Object> row : found) {
      addColumns(rows, row, pattern);
    }
    return result(rows);
  }

  private void addColumns(MetadataRows rows, Map<String, Object> table, Pattern pattern)
      throws SQLException {
    List<Field> fields = schema((byte[]) table.get("table_schema")).getFields();
    for (int ordinal = 1; ordinal <= fields.size(); ordinal++) {
      Field field = fields.get(ordinal - 1);
      if (pattern.matcher(field.getName()).matches()) {
        addColumn(rows, table, ordinal, field);
      }
    }
  }

  private static void addColumn(
      MetadataRows rows, Map<String, Object> table, int ordinal, Field field) throws SQLException {
    FlightSqlColumnMetadata metadata = new FlightSqlColumnMetadata(field.getMetadata());
    ResultColumns column = ResultColumns.of(new Schema(List.of(field)));
    boolean number = column.isSigned(1);
    rows.add(
        table.get("catalog_name"),
        table.get("db_schema_name"),
        table.get("table_name"),
        field.getName(),
        column.getColumnType(1),
        metadata.getTypeName() == null ? column.getColumnTypeName(1) : metadata.getTypeName(),
        metadata.getTypeName() == null ? (Integer) column.getPrecision(1) : metadata.getPrecision(),
        null,
        metadata.getScale(),
        number ? DECIMAL_RADIX : null,
        column.isNullable(1),
        metadata.getRemarks(),
        null,
        null,
        null,
        column.getPrecision(1),
        ordinal,
        field.isNullable() ? "YES" : "NO",
        null,
        null,
        null,
        null,
        "NO",
        "NO");
  }

  private static Schema schema(byte[] message) throws SQLException {
    try (var bytes = Channels.newChannel(new ByteArrayInputStream(message))) {
      return MessageSerializer.deserializeSchema(new ReadChannel(bytes));
    } catch (IOException e) {
      throw SqlErrors.translate(e);
    }
  }

  private List<Map<String, Object>> read(FlightCall call) throws SQLException {
    return ServerRows.read(link, call);
  }

  private ResultSet result(MetadataRows rows) {
    return rows.toResult(link);
  }
}
