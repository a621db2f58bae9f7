package dev.pitwall.monitoring;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.Objects;

/**
 * Where health and metrics are told over HTTP. Whoever reaches the port reads them: they hold
 * numbers and the names of caches, no statements.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any free one
 */
public record MonitoringConfig(String host, int port) {
  /** The address unless told otherwise. */
  public static final String LOOPBACK = "127.0.0.1";

  public MonitoringConfig {
    Objects.requireNonNull(host, "host");
    if (port < 0 || port > 65_535) {
      throw new PitwallException(
          ErrorCode.INVALID_CONFIGURATION,
          "metrics.port is " + port + ", but must be from 0 to 65535");
    }
  }
}
