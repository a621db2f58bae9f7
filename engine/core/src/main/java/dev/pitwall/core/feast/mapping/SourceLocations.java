package dev.pitwall.core.feast.mapping;

import dev.pitwall.core.feast.file.FeastSource;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the tables that Feast's sources name. */
final class SourceLocations {
  private static final String FILE_SCHEME = "file://";
  private static final String REMOTE = "[A-Za-z][A-Za-z0-9+.-]+:.*";

  private final Path registry;

  /**
   * Finds tables of a registry.
   *
   * @param registry its file, which by Feast's default is in {@code data} of the repository
   */
  SourceLocations(Path registry) {
    this.registry = registry.toAbsolutePath().normalize();
  }

  /**
   * The table of a source.
   *
   * @throws PitwallException NOT_SUPPORTED when it is not one of Delta or Parquet files
   */
  TableSource table(FeastSource source) {
    String format = source.format().toLowerCase(Locale.ROOT);
    if (source.location().isEmpty()) {
      throw unsupported("its rows are in a " + source.kind());
    }
    if (!source.fieldMapping().isEmpty()) {
      throw unsupported("its source renames columns: " + source.fieldMapping());
    }
    return switch (format) {
      case "delta" -> new TableSource(SourceFormat.DELTA, resolved(source.location()), Map.of());
      case "parquet" ->
          new TableSource(SourceFormat.PARQUET, resolved(source.location()), Map.of());
      default -> throw unsupported("its source has files of the format " + format);
    };
  }

  private String resolved(String location) {
    String path =
        location.startsWith(FILE_SCHEME) ? location.substring(FILE_SCHEME.length()) : location;
    if (path.matches(REMOTE)) {
      return path.replaceFirst("^s3://", "s3a://");
    }
    return existing(path).map(Path::toString).orElse(path);
  }

  /** Feast counts paths from its repository, which the registry does not tell. */
  private Optional<Path> existing(String path) {
    try {
      Path relative = Path.of(path);
      return Stream.iterate(registry.getParent(), base -> base != null, Path::getParent)
          .limit(2)
          .map(base -> base.resolve(relative).normalize())
          .filter(Files::exists)
          .findFirst();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static PitwallException unsupported(String reason) {
    return new PitwallException(ErrorCode.NOT_SUPPORTED, reason);
  }
}
