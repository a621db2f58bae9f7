package dev.pitwall.core.session;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The schemas in which a name without a schema is looked for, in this order; immutable.
 *
 * @param first the schema that a session has put before the others; empty when it has not
 */
public record SchemaPath(Optional<String> first) {
  /** Where names are looked for unless the session says more. */
  public static final SchemaPath DEFAULT = new SchemaPath(Optional.empty());

  /** Every schema there is. */
  public static final List<String> SCHEMAS =
      List.of("session", "features", "lake", "online", "registry", "system", "training_sets");

  private static final List<String> USUAL = SCHEMAS.subList(0, 3);

  /**
   * The path that begins with a schema.
   *
   * @param name in any case; empty for the default
   * @throws PitwallException INVALID_VALUE when there is no such schema
   */
  public static SchemaPath from(String name) {
    if (name.isEmpty()) {
      return DEFAULT;
    }
    return SCHEMAS.stream()
        .filter(name::equalsIgnoreCase)
        .findFirst()
        .map(schema -> new SchemaPath(Optional.of(schema)))
        .orElseThrow(
            () ->
                new PitwallException(
                    ErrorCode.INVALID_VALUE,
                    "there is no schema " + name + Suggestion.didYouMean(name, SCHEMAS)));
  }

  /** The schemas, each once. */
  public List<String> schemas() {
    return Stream.concat(first.stream(), USUAL.stream()).distinct().toList();
  }
}
