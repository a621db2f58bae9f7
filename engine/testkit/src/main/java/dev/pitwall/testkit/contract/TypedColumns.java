package dev.pitwall.testkit.contract;

import dev.pitwall.testkit.batch.Fields;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** A column of each type that tables have. */
final class TypedColumns {
  static final List<Field> SCALARS =
      List.of(
          Fields.of("boolean", Fields.BOOLEAN),
          Fields.of("tinyint", Fields.TINYINT),
          Fields.of("smallint", Fields.SMALLINT),
          Fields.of("integer", Fields.INTEGER),
          Fields.of("bigint", Fields.BIGINT),
          Fields.of("real", Fields.REAL),
          Fields.of("double", Fields.DOUBLE),
          Fields.of("decimal_9_2", Fields.decimal(9, 2)),
          Fields.of("decimal_18_0", Fields.decimal(18, 0)),
          Fields.of("decimal_38_10", Fields.decimal(38, 10)),
          Fields.of("varchar", Fields.VARCHAR),
          Fields.of("varbinary", Fields.VARBINARY),
          Fields.of("date", Fields.DATE),
          Fields.of("timestamp", Fields.TIMESTAMP),
          Fields.of("timestamp_ltz", Fields.TIMESTAMP_LTZ));

  /** Those that can be a join key: floating-point numbers are no identity. */
  static final List<Field> KEYS =
      SCALARS.stream().filter(f -> !(f.getType() instanceof ArrowType.FloatingPoint)).toList();

  static final List<Field> LISTS =
      SCALARS.stream().map(f -> Fields.list("list_" + f.getName(), f.getType())).toList();
  static final List<Field> NESTED =
      List.of(
          Fields.map("map", Fields.VARCHAR, Fields.DOUBLE),
          Fields.struct("struct", Fields.of("a", Fields.BIGINT), Fields.of("b", Fields.VARCHAR)));

  private TypedColumns() {}
}
