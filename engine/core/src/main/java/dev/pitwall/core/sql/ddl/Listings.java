package dev.pitwall.core.sql.ddl;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The columns of SHOW and DESCRIBE; all are VARCHAR. */
public final class Listings {
  public static final Schema ENTITIES = schema("name", "join_keys", "status", "comment");
  public static final Schema FEATURE_VIEWS =
      schema("name", "entity", "ttl", "availability", "source", "features", "status", "comment");
  public static final Schema FEATURE_SERVICES = schema("name", "features", "status", "comment");
  public static final Schema TABLES = schema("schema_name", "name", "source", "columns", "comment");

  public static final Schema TRAINING_SETS = schema("name", "row_count", "inputs", "query");

  /** A column of the object, or a property of it: then {@code type} is NULL, else {@code value}. */
  public static final Schema DESCRIPTION = schema("name", "role", "type", "value", "comment");

  private Listings() {}

  /** A row of nullable values. */
  static List<Object> row(Object... values) {
    return Collections.unmodifiableList(Arrays.asList(values));
  }

  private static Schema schema(String... names) {
    return new Schema(
        Stream.of(names).map(name -> Field.nullable(name, ArrowType.Utf8.INSTANCE)).toList());
  }
}
