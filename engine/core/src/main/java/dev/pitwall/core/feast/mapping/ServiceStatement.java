package dev.pitwall.core.feast.mapping;

import dev.pitwall.core.feast.file.FeastService;
import dev.pitwall.core.feast.file.FeastService.Projection;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the statement that creates a service of Feast's. */
final class ServiceStatement {
  private ServiceStatement() {}

  /**
   * The statement.
   *
   * @param views those that were mapped, by name
   * @throws PitwallException NOT_SUPPORTED when there is no such service here
   */
  static String of(FeastService service, Set<String> views) {
    return "CREATE OR REPLACE FEATURE SERVICE "
        + SqlText.name(service.name())
        + " AS "
        + service.projections().stream()
            .map(projection -> selection(projection, views))
            .collect(Collectors.joining(", "))
        + SqlText.comment(service.description());
  }

  private static String selection(Projection projection, Set<String> views) {
    String view = projection.view();
    if (!views.contains(view)) {
      throw unsupported("it selects " + view + ", which is not mapped");
    }
    if (!projection.alias().isEmpty() && !projection.alias().equals(view)) {
      throw unsupported("it calls " + view + " by another name, " + projection.alias());
    }
    if (projection.isRekeyed()) {
      throw unsupported("it gives the join keys of " + view + " other names");
    }
    return SqlText.name(view) + " " + SqlText.names(projection.features());
  }

  private static PitwallException unsupported(String reason) {
    return new PitwallException(ErrorCode.NOT_SUPPORTED, reason);
  }
}
