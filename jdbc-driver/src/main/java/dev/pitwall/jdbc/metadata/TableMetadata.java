package dev.pitwall.jdbc.metadata;

import dev.pitwall.jdbc.error.SqlErrors;
import dev.pitwall.jdbc.result.ResultColumns;
import dev.pitwall.jdbc.transport.FlightLink;
import dev.pitwall.jdbc.transport.FlightLink.FlightCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.arrow.flight.sql.FlightSqlColumnMetadata;
import org.apache.arrow.flight.sql.util.TableRef;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Catalogs, schemas, tables, columns and keys; the methods are those of JDBC. */
final class TableMetadata {
  private static final int DECIMAL_RADIX = 10;

  private final FlightLink link;

  TableMetadata(FlightLink link) {
    this.link = link;
  }

  ResultSet getCatalogs() throws SQLException {
    MetadataRows rows = new MetadataRows("TABLE_CAT");
    for (Map<String, Object> row : read((client, options) -> client.getCatalogs(options))) {
      rows.add(row.get("catalog_name"));
    }
    return result(rows);
  }

  ResultSet getSchemas(String catalog, String pattern) throws SQLException {
    MetadataRows rows = new MetadataRows("TABLE_SCHEM", "TABLE_CATALOG");
    for (Map<String, Object> row :
        read((client, options) -> client.getSchemas(catalog, pattern, options))) {
      rows.add(row.get("db_schema_name"), row.get("catalog_name"));
    }
    return result(rows);
  }

  ResultSet getTableTypes() throws SQLException {
    MetadataRows rows = new MetadataRows("TABLE_TYPE");
    for (Map<String, Object> row : read((client, options) -> client.getTableTypes(options))) {
      rows.add(row.get("table_type"));
    }
    return result(rows);
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
        read((client, options) -> client.getTables(catalog, schema, table, wanted, false, options));
    found.sort(by("table_type", "catalog_name", "db_schema_name", "table_name"));
    for (Map<String, Object> row : found) {
      rows.add(
          row.get("catalog_name"),
          row.get("db_schema_name"),
          row.get("table_name"),
          row.get("table_type"),
          row.get("remarks"),
          null,
          null,
          null,
          null,
          null);
    }
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
        read((client, options) -> client.getTables(catalog, schema, table, null, true, options));
    found.sort(by("catalog_name", "db_schema_name", "table_name"));
    for (Map<String, Object> row : found) {
      addColumns(rows, row, pattern);
    }
    return result(rows);
  }

  ResultSet getPrimaryKeys(String catalog, String schema, String table) throws SQLException {
    MetadataRows rows =
        new MetadataRows(
            "TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME", "KEY_SEQ:short", "PK_NAME");
    List<Map<String, Object>> keys = keys(catalog, schema, table);
    keys.sort(by("column_name"));
    for (Map<String, Object> key : keys) {
      rows.add(
          key.get("catalog_name"),
          key.get("db_schema_name"),
          key.get("table_name"),
          key.get("column_name"),
          key.get("key_sequence"),
          key.get("key_name"));
    }
    return result(rows);
  }

  /** The one index there is on a table with a primary key: rows are looked up by it. */
  ResultSet getIndexInfo(
      String catalog, String schema, String table, boolean unique, boolean approximate)
      throws SQLException {
    MetadataRows rows =
        new MetadataRows(
            "TABLE_CAT",
            "TABLE_SCHEM",
            "TABLE_NAME",
            "NON_UNIQUE:bool",
            "INDEX_QUALIFIER",
            "INDEX_NAME",
            "TYPE:short",
            "ORDINAL_POSITION:short",
            "COLUMN_NAME",
            "ASC_OR_DESC",
            "CARDINALITY:int",
            "PAGES:int",
            "FILTER_CONDITION");
    for (Map<String, Object> key : keys(catalog, schema, table)) {
      rows.add(
          key.get("catalog_name"),
          key.get("db_schema_name"),
          key.get("table_name"),
          false,
          null,
          key.get("key_name"),
          DatabaseMetaData.tableIndexOther,
          key.get("key_sequence"),
          key.get("column_name"),
          null,
          0,
          0,
          null);
    }
    return result(rows);
  }

  ResultSet getBestRowIdentifier(
      String catalog, String schema, String table, int scope, boolean nullable)
      throws SQLException {
    MetadataRows rows =
        new MetadataRows(
            "SCOPE:short",
            "COLUMN_NAME",
            "DATA_TYPE:int",
            "TYPE_NAME",
            "COLUMN_SIZE:int",
            "BUFFER_LENGTH:int",
            "DECIMAL_DIGITS:short",
            "PSEUDO_COLUMN:short");
    for (Map<String, Object> key : keys(catalog, schema, table)) {
      try (ResultSet column =
          getColumns(
              catalog,
              escape((String) key.get("db_schema_name")),
              escape((String) key.get("table_name")),
              escape((String) key.get("column_name")))) {
        if (column.next()) {
          rows.add(
              DatabaseMetaData.bestRowSession,
              key.get("column_name"),
              column.getInt("DATA_TYPE"),
              column.getString("TYPE_NAME"),
              column.getObject("COLUMN_SIZE"),
              null,
              column.getObject("DECIMAL_DIGITS"),
              DatabaseMetaData.bestRowNotPseudo);
        }
      }
    }
    return result(rows);
  }

  ResultSet getImportedKeys(String catalog, String schema, String table) throws SQLException {
    TableRef reference = TableRef.of(catalog, schema, table);
    return foreignKeys(
        (client, options) -> client.getImportedKeys(reference, options),
        by("pk_catalog_name", "pk_db_schema_name", "pk_table_name", "key_sequence"));
  }

  ResultSet getExportedKeys(String catalog, String schema, String table) throws SQLException {
    TableRef reference = TableRef.of(catalog, schema, table);
    return foreignKeys(
        (client, options) -> client.getExportedKeys(reference, options),
        by("fk_catalog_name", "fk_db_schema_name", "fk_table_name", "key_sequence"));
  }

  ResultSet getCrossReference(
      String parentCatalog,
      String parentSchema,
      String parentTable,
      String foreignCatalog,
      String foreignSchema,
      String foreignTable)
      throws SQLException {
    TableRef parent = TableRef.of(parentCatalog, parentSchema, parentTable);
    TableRef foreign = TableRef.of(foreignCatalog, foreignSchema, foreignTable);
    return foreignKeys(
        (client, options) -> client.getCrossReference(parent, foreign, options),
        by("fk_catalog_name", "fk_db_schema_name", "fk_table_name", "key_sequence"));
  }

  private ResultSet foreignKeys(FlightCall call, Comparator<Map<String, Object>> order)
      throws SQLException {
    MetadataRows rows =
        new MetadataRows(
            "PKTABLE_CAT",
            "PKTABLE_SCHEM",
            "PKTABLE_NAME",
            "PKCOLUMN_NAME",
            "FKTABLE_CAT",
            "FKTABLE_SCHEM",
            "FKTABLE_NAME",
            "FKCOLUMN_NAME",
            "KEY_SEQ:short",
            "UPDATE_RULE:short",
            "DELETE_RULE:short",
            "FK_NAME",
            "PK_NAME",
            "DEFERRABILITY:short");
    List<Map<String, Object>> keys = read(call);
    keys.sort(order);
    for (Map<String, Object> key : keys) {
      rows.add(
          key.get("pk_catalog_name"),
          key.get("pk_db_schema_name"),
          key.get("pk_table_name"),
          key.get("pk_column_name"),
          key.get("fk_catalog_name"),
          key.get("fk_db_schema_name"),
          key.get("fk_table_name"),
          key.get("fk_column_name"),
          key.get("key_sequence"),
          key.get("update_rule"),
          key.get("delete_rule"),
          key.get("fk_key_name"),
          key.get("pk_key_name"),
          DatabaseMetaData.importedKeyNotDeferrable);
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

  private List<Map<String, Object>> keys(String catalog, String schema, String table)
      throws SQLException {
    TableRef reference = TableRef.of(catalog, schema, table);
    List<Map<String, Object>> keys =
        read((client, options) -> client.getPrimaryKeys(reference, options));
    keys.sort(by("db_schema_name", "table_name", "key_sequence"));
    return keys;
  }

  private List<Map<String, Object>> read(FlightCall call) throws SQLException {
    return ServerRows.read(link, call);
  }

  private ResultSet result(MetadataRows rows) throws SQLException {
    return rows.toResult(link.allocator());
  }

  private static String escape(String name) {
    return name.replaceAll("([\\\\%_])", "\\\\$1");
  }

  /** By columns, in order; numbers by size, all else by its text. */
  private static Comparator<Map<String, Object>> by(String... columns) {
    return (left, right) -> {
      for (String column : columns) {
        int order = compare(left.get(column), right.get(column));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  private static int compare(Object left, Object right) {
    if (left instanceof Number a && right instanceof Number b) {
      return Long.compare(a.longValue(), b.longValue());
    }
    return String.valueOf(left).compareTo(String.valueOf(right));
  }
}
