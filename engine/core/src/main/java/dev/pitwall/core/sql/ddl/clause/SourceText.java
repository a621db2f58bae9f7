package dev.pitwall.core.sql.ddl.clause;

import dev.pitwall.core.store.SnapshotOptions;
import dev.pitwall.spi.model.TableSource;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says where the rows of a table are. */
public final class SourceText {
  private SourceText() {}

  /** As the FROM clause has it. */
  public static String of(TableSource source) {
    String format = source.format().toString().toUpperCase(Locale.ROOT);
    return format + " '" + source.location().replace("'", "''") + "'";
  }

  /** What a relative path means in this process; empty for any other location. */
  public static Optional<String> resolved(TableSource source) {
    if (source.location().matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
      return Optional.empty();
    }
    try {
      Path path = Path.of(source.location());
      return path.isAbsolute()
          ? Optional.empty()
          : Optional.of(path.toAbsolutePath().normalize().toString());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Which version is meant, of a source that names one. */
  public static String version(TableSource source) {
    return "version " + source.options().get(SnapshotOptions.VERSION);
  }

  /** The options in the order of their names; empty when there are none. */
  public static Optional<String> options(TableSource source) {
    return source.options().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TreeMap<>(source.options())
                .entrySet().stream()
                    .map(option -> option.getKey() + " = " + option.getValue())
                    .collect(Collectors.joining(", ")));
  }
}
