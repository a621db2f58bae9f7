package dev.pitwall.spi.offline.maintenance;

import dev.pitwall.spi.model.TableSource;
import java.time.Duration;
import java.util.Objects;

/**
 * What to delete for good.
 *
 * @param table the table
 * @param retention for how long a version stays readable after the next one was committed; files
 *     that were written later than that are kept, too, as their commit may be yet to come
 * @param mode whether to delete
 */
public record VacuumRequest(TableSource table, Duration retention, Mode mode) {
  public VacuumRequest {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(mode, "mode");
    if (retention.isNegative()) {
      throw new IllegalArgumentException("a retention of " + retention);
    }
  }

  /** Whether to delete. */
  public enum Mode {
    DELETE,
    /** Only counts. */
    DRY_RUN
  }
}
