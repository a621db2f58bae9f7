package dev.pitwall.jdbc.metadata;

import dev.pitwall.jdbc.transport.FlightLink;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The types there are, as the server lists them. */
final class TypeMetadata {
  private final FlightLink link;

  TypeMetadata(FlightLink link) {
    this.link = link;
  }

  ResultSet getTypeInfo() throws SQLException {
    MetadataRows rows =
        new MetadataRows(
            "TYPE_NAME",
            "DATA_TYPE:int",
            "PRECISION:int",
            "LITERAL_PREFIX",
            "LITERAL_SUFFIX",
            "CREATE_PARAMS",
            "NULLABLE:short",
            "CASE_SENSITIVE:bool",
            "SEARCHABLE:short",
            "UNSIGNED_ATTRIBUTE:bool",
            "FIXED_PREC_SCALE:bool",
            "AUTO_INCREMENT:bool",
            "LOCAL_TYPE_NAME",
            "MINIMUM_SCALE:short",
            "MAXIMUM_SCALE:short",
            "SQL_DATA_TYPE:int",
            "SQL_DATETIME_SUB:int",
            "NUM_PREC_RADIX:int");
    List<Map<String, Object>> types =
        ServerRows.read(link, (client, options) -> client.getXdbcTypeInfo(options));
    types.forEach(type -> add(rows, type));
    return rows.toResult(link);
  }

  private static void add(MetadataRows rows, Map<String, Object> type) {
    rows.add(
        type.get("type_name"),
        type.get("data_type"),
        type.get("column_size"),
        type.get("literal_prefix"),
        type.get("literal_suffix"),
        parameters(type.get("create_params")),
        type.get("nullable"),
        type.get("case_sensitive"),
        type.get("searchable"),
        Boolean.TRUE.equals(type.get("unsigned_attribute")),
        Boolean.TRUE.equals(type.get("fixed_prec_scale")),
        Boolean.TRUE.equals(type.get("auto_increment")),
        type.get("local_type_name"),
        type.get("minimum_scale"),
        type.get("maximum_scale"),
        null,
        null,
        type.get("num_prec_radix"));
  }

  private static String parameters(Object names) {
    return names instanceof List<?> list && !list.isEmpty()
        ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
        : null;
  }
}
