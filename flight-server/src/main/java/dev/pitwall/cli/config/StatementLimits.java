package dev.pitwall.cli.config;

import dev.pitwall.cli.config.Settings.LimitSettings;
import dev.pitwall.core.config.EngineConfig.LimitsConfig;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.time.LengthOfTime;
import java.time.Duration;
import java.util.Optional;

/** What the section {@code limits} says. */
final class StatementLimits {
  /** Of characters: a message of a client has no more bytes. */
  private static final int LONGEST_STATEMENT = 64 << 20;

  /** Far more than people write; what is too deep to be planned all the same is refused then. */
  private static final int DEEPEST_NESTING = 10_000;

  private static final int MOST_WORKERS = 1_024;
  private static final int MOST_PLANS = 1_000_000;

  private StatementLimits() {}

  /**
   * The limits.
   *
   * @param defaults for what is not said
   * @throws PitwallException INVALID_CONFIGURATION naming the key, its value and what may be
   */
  static LimitsConfig of(LimitSettings limits, LimitsConfig defaults) {
    return new LimitsConfig(
        Quantities.bytes("limits.memory", limits.memory(), defaults.memoryBytes()),
        Quantities.bytes("limits.query_memory", limits.queryMemory(), defaults.queryMemoryBytes()),
        limits.queryTimeout() == null ? defaults.queryTimeout() : Optional.of(timeout(limits)),
        within(
            "limits.statement_length",
            1,
            LONGEST_STATEMENT,
            limits.statementLength(),
            defaults.statementLength()),
        within(
            "limits.nesting_depth",
            1,
            DEEPEST_NESTING,
            limits.nestingDepth(),
            defaults.nestingDepth()),
        within("limits.workers", 1, MOST_WORKERS, limits.workers(), defaults.workers()),
        within(
            "limits.plan_cache_size",
            0,
            MOST_PLANS,
            limits.planCacheSize(),
            defaults.planCacheSize()));
  }

  private static Duration timeout(LimitSettings limits) {
    String text = limits.queryTimeout();
    Duration timeout =
        LengthOfTime.read("limits.query_timeout", text, ErrorCode.INVALID_CONFIGURATION);
    if (timeout.toMillis() < 1) {
      throw invalid(
          "limits.query_timeout is " + text + ", but must be at least 1ms; leave it out for none");
    }
    return timeout;
  }

  private static int within(String key, int least, int most, Integer value, int ifMissing) {
    if (value != null && (value < least || value > most)) {
      throw invalid(key + " is " + value + ", but must be from " + least + " to " + most);
    }
    return value == null ? ifMissing : value;
  }

  private static PitwallException invalid(String message) {
    return new PitwallException(ErrorCode.INVALID_CONFIGURATION, message);
  }
}
