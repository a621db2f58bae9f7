package dev.pitwall.jdbc.metadata;

import java.util.Map;
import java.util.Optional;

/** The columns of the results that never have rows: there is nothing here that they tell of. */
final class EmptyMetadata {
  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry(
              "getProcedures",
              "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME RESERVED_1 RESERVED_2 RESERVED_3"
                  + " REMARKS PROCEDURE_TYPE:short SPECIFIC_NAME"),
          Map.entry(
              "getProcedureColumns",
              "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME COLUMN_NAME COLUMN_TYPE:short"
                  + " DATA_TYPE:int TYPE_NAME PRECISION:int LENGTH:int SCALE:short RADIX:short"
                  + " NULLABLE:short REMARKS COLUMN_DEF SQL_DATA_TYPE:int SQL_DATETIME_SUB:int"
                  + " CHAR_OCTET_LENGTH:int ORDINAL_POSITION:int IS_NULLABLE SPECIFIC_NAME"),
          Map.entry(
              "getFunctions",
              "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME REMARKS FUNCTION_TYPE:short"
                  + " SPECIFIC_NAME"),
          Map.entry(
              "getFunctionColumns",
              "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME COLUMN_NAME COLUMN_TYPE:short"
                  + " DATA_TYPE:int TYPE_NAME PRECISION:int LENGTH:int SCALE:short RADIX:short"
                  + " NULLABLE:short REMARKS CHAR_OCTET_LENGTH:int ORDINAL_POSITION:int"
                  + " IS_NULLABLE SPECIFIC_NAME"),
          Map.entry(
              "getColumnPrivileges",
              "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME GRANTOR GRANTEE PRIVILEGE"
                  + " IS_GRANTABLE"),
          Map.entry(
              "getTablePrivileges",
              "TABLE_CAT TABLE_SCHEM TABLE_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE"),
          Map.entry(
              "getVersionColumns",
              "SCOPE:short COLUMN_NAME DATA_TYPE:int TYPE_NAME COLUMN_SIZE:int"
                  + " BUFFER_LENGTH:int DECIMAL_DIGITS:short PSEUDO_COLUMN:short"),
          Map.entry(
              "getUDTs",
              "TYPE_CAT TYPE_SCHEM TYPE_NAME CLASS_NAME DATA_TYPE:int REMARKS BASE_TYPE:short"),
          Map.entry(
              "getSuperTypes",
              "TYPE_CAT TYPE_SCHEM TYPE_NAME SUPERTYPE_CAT SUPERTYPE_SCHEM SUPERTYPE_NAME"),
          Map.entry("getSuperTables", "TABLE_CAT TABLE_SCHEM TABLE_NAME SUPERTABLE_NAME"),
          Map.entry(
              "getAttributes",
              "TYPE_CAT TYPE_SCHEM TYPE_NAME ATTR_NAME DATA_TYPE:int ATTR_TYPE_NAME ATTR_SIZE:int"
                  + " DECIMAL_DIGITS:int NUM_PREC_RADIX:int NULLABLE:int REMARKS ATTR_DEF"
                  + " SQL_DATA_TYPE:int SQL_DATETIME_SUB:int CHAR_OCTET_LENGTH:int"
                  + " ORDINAL_POSITION:int IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE"
                  + " SOURCE_DATA_TYPE:short"),
          Map.entry("getClientInfoProperties", "NAME MAX_LEN:int DEFAULT_VALUE DESCRIPTION"),
          Map.entry(
              "getPseudoColumns",
              "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:int COLUMN_SIZE:int"
                  + " DECIMAL_DIGITS:int NUM_PREC_RADIX:int COLUMN_USAGE REMARKS"
                  + " CHAR_OCTET_LENGTH:int IS_NULLABLE"));

  private EmptyMetadata() {}

  /** The empty answer of a method; nothing when it is not one of these. */
  static Optional<MetadataRows> of(String method) {
    return Optional.ofNullable(COLUMNS.get(method))
        .map(columns -> new MetadataRows(columns.split(" ")));
  }
}
