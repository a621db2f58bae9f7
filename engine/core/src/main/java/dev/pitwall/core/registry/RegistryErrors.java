package dev.pitwall.core.registry;

import dev.pitwall.core.config.EngineConfig.RegistryConfig;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.sql.SQLException;
import java.util.Set;

/** Says what a database's error means for the registry, without repeating what may be secret. */
final class RegistryErrors {
  private static final int H2_ALREADY_OPEN = 90020;
  private static final int H2_IMPLICITLY_RELATIVE_PATH = 90011;
  private static final Set<Integer> H2_CORRUPT = Set.of(90030, 90048);
  private static final int H2_CONCURRENT_UPDATE = 90131;
  private static final int H2_LOCK_TIMEOUT = 50200;

  private final RegistryConfig config;
  private final RegistryAddress address;

  RegistryErrors(RegistryConfig config) {
    this.config = config;
    this.address = new RegistryAddress(config.url());
  }

  PitwallException of(SQLException cause) {
    String state = cause.getSQLState() == null ? "" : cause.getSQLState();
    int code = cause.getErrorCode();
    if (code == H2_ALREADY_OPEN) {
      return locked(cause);
    }
    if (code == H2_IMPLICITLY_RELATIVE_PATH) {
      return configuration("is a relative path; begin it with / or ./", cause);
    }
    if (H2_CORRUPT.contains(code)) {
      return error(ErrorCode.DATA_CORRUPT, "is damaged; restore it from a backup", cause);
    }
    if (code == H2_CONCURRENT_UPDATE || code == H2_LOCK_TIMEOUT || state.startsWith("40")) {
      return conflict(cause);
    }
    if (state.startsWith("28")) {
      return configuration(refusal(), cause);
    }
    if (isWithoutDriver(cause)) {
      return configuration("has no driver; give a JDBC URL of H2 or PostgreSQL", cause);
    }
    return state.startsWith("08")
        ? error(ErrorCode.STORE_UNAVAILABLE, "cannot be reached", cause)
        : error(ErrorCode.STORE_FAILURE, "failed (SQLSTATE " + state + ")", cause);
  }

  PitwallException newer(RuntimeException cause) {
    return configuration(
        "was made by another version, whose tables this one does not know; use the newer version",
        cause);
  }

  PitwallException migration(RuntimeException cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof SQLException database) {
        return of(database);
      }
    }
    return error(ErrorCode.STORE_FAILURE, "could not be brought up to date", cause);
  }

  static PitwallException conflict(Throwable cause) {
    return new PitwallException(
        ErrorCode.COMMIT_CONFLICT,
        "another statement changed the catalog at the same time; run this one again",
        cause);
  }

  private PitwallException locked(SQLException cause) {
    return new PitwallException(
        ErrorCode.REGISTRY_LOCKED,
        "the registry file "
            + address.file().orElse(address.forPeople())
            + " is in use by another process; run one server on a registry file, or keep the"
            + " registry in PostgreSQL to share it",
        cause);
  }

  private String refusal() {
    return "refused "
        + config.user().map(user -> "the user " + user).orElse("access without a user")
        + "; check registry.user and registry.password";
  }

  private static boolean isWithoutDriver(SQLException cause) {
    return "08001".equals(cause.getSQLState())
        && cause.getMessage() != null
        && cause.getMessage().startsWith("No suitable driver");
  }

  private PitwallException configuration(String problem, Throwable cause) {
    return error(ErrorCode.INVALID_CONFIGURATION, problem, cause);
  }

  private PitwallException error(ErrorCode code, String problem, Throwable cause) {
    return new PitwallException(
        code, "the registry at " + address.forPeople() + " " + problem, cause);
  }
}
