package dev.pitwall.core.session;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * What a session can set; immutable.
 *
 * @param timeZone of CURRENT_DATE and of text made from zoned timestamps; UTC unless set
 * @param leakage what becomes of a join that can see the future
 * @param onlineScan whether a query may read an online table whole
 */
public record SessionSettings(ZoneId timeZone, Leakage leakage, OnlineScan onlineScan) {
  public static final SessionSettings DEFAULTS =
      new SessionSettings(ZoneOffset.UTC, Leakage.WARN, OnlineScan.OFF);

  public SessionSettings {
    Objects.requireNonNull(timeZone, "timeZone");
    Objects.requireNonNull(leakage, "leakage");
    Objects.requireNonNull(onlineScan, "onlineScan");
  }

  /** What becomes of a join that can see the future. */
  public enum Leakage {
    OFF,
    WARN,
    ERROR
  }

  /** Whether a query may read an online table whole. */
  public enum OnlineScan {
    OFF,
    ON
  }
}
