package dev.pitwall.core.feast.mapping;

import dev.pitwall.core.feast.file.FeastField;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.Map;

/** The SQL types of Feast's types that can be keys, by their numbers in {@code ValueType}. */
final class KeyTypes {
  private static final Map<Integer, String> TYPES =
      Map.of(
          1, "VARBINARY",
          2, "VARCHAR",
          3, "INTEGER",
          4, "BIGINT",
          7, "BOOLEAN",
          8, "TIMESTAMP_LTZ(6)");

  private KeyTypes() {}

  /**
   * The type as CREATE ENTITY has it.
   *
   * @throws PitwallException UNSUPPORTED_TYPE when a key cannot be of the type
   */
  static String of(FeastField key) {
    String type = TYPES.get(key.valueType());
    if (type == null) {
      throw new PitwallException(
          ErrorCode.UNSUPPORTED_TYPE,
          key.valueType() == 0
              ? "the registry does not tell the type of the join key " + key.name()
              : "the join key "
                  + key.name()
                  + " is of Feast's type "
                  + key.valueType()
                  + ", which has no exact identity here");
    }
    return type;
  }
}
