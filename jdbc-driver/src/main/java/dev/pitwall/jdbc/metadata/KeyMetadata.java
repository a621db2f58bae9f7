package dev.pitwall.jdbc.metadata;

import dev.pitwall.jdbc.error.SqlErrors;
import dev.pitwall.jdbc.transport.FlightLink;
import dev.pitwall.jdbc.transport.FlightLink.FlightCall;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flight.sql.util.TableRef;

/** Primary and foreign keys, and what follows from them; the methods are those of JDBC. */
final class KeyMetadata {
  private final FlightLink link;
  private final TableMetadata tables;

  /**
   * Prepares.
   *
   * @param tables tells of the columns of a key
   */
  KeyMetadata(FlightLink link, TableMetadata tables) {
    this.link = link;
    this.tables = tables;
  }

  ResultSet getPrimaryKeys(String catalog, String schema, String table) throws SQLException {
    MetadataRows rows =
        new MetadataRows(
            "TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME", "KEY_SEQ:short", "PK_NAME");
    rows.addAll(
        keys(catalog, schema, table, "column_name", "db_schema_name", "table_name"),
        "catalog_name",
        "db_schema_name",
        "table_name",
        "column_name",
        "key_sequence",
        "key_name");
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
    for (Map<String, Object> key : inOrder(catalog, schema, table)) {
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
    for (Map<String, Object> key : inOrder(catalog, schema, table)) {
      try (ResultSet column =
          tables.getColumns(
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
        "pk_catalog_name",
        "pk_db_schema_name",
        "pk_table_name",
        "key_sequence");
  }

  ResultSet getExportedKeys(String catalog, String schema, String table) throws SQLException {
    TableRef reference = TableRef.of(catalog, schema, table);
    return foreignKeys(
        (client, options) -> client.getExportedKeys(reference, options),
        "fk_catalog_name",
        "fk_db_schema_name",
        "fk_table_name",
        "key_sequence");
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
        "fk_catalog_name",
        "fk_db_schema_name",
        "fk_table_name",
        "key_sequence");
  }

  private ResultSet foreignKeys(FlightCall call, String... order) throws SQLException {
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
    List<Map<String, Object>> keys = ServerRows.read(link, call, order);
    keys.forEach(key -> key.put("deferrability", DatabaseMetaData.importedKeyNotDeferrable));
    rows.addAll(
        keys,
        "pk_catalog_name",
        "pk_db_schema_name",
        "pk_table_name",
        "pk_column_name",
        "fk_catalog_name",
        "fk_db_schema_name",
        "fk_table_name",
        "fk_column_name",
        "key_sequence",
        "update_rule",
        "delete_rule",
        "fk_key_name",
        "pk_key_name",
        "deferrability");
    return result(rows);
  }

  private List<Map<String, Object>> inOrder(String catalog, String schema, String table)
      throws SQLException {
    return keys(catalog, schema, table, "db_schema_name", "table_name", "key_sequence");
  }

  private List<Map<String, Object>> keys(
      String catalog, String schema, String table, String... order) throws SQLException {
    if (table == null) {
      throw SqlErrors.invalid("keys are those of a table; name one");
    }
    TableRef reference = TableRef.of(catalog, schema, table);
    return ServerRows.read(
        link, (client, options) -> client.getPrimaryKeys(reference, options), order);
  }

  private ResultSet result(MetadataRows rows) {
    return rows.toResult(link);
  }

  private static String escape(String name) {
    return name.replaceAll("([\\\\%_])", "\\\\$1");
  }
}
