package dev.pitwall.delta.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.SnapshotSelector;
import io.delta.kernel.exceptions.InvalidTableException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.exceptions.UnsupportedProtocolVersionException;
import io.delta.kernel.exceptions.UnsupportedTableFeatureException;
import java.net.URISyntaxException;
import java.util.Optional;

/** Says in Pitwall's words what Kernel failed at. */
final class DeltaErrors {
  private DeltaErrors() {}

  static PitwallException of(TableSource source, SnapshotSelector selector, Exception cause) {
    if (cause instanceof PitwallException known) {
      return known;
    }
    String table = "the Delta table at '" + source.location() + "'";
    Optional<PitwallException> outage = LakeFiles.objectStoreFailure("cannot read " + table, cause);
    if (outage.isPresent()) {
      return outage.get();
    }
    String reason = LakeFiles.firstLine(cause);
    if (cause instanceof TableNotFoundException) {
      return new PitwallException(
          ErrorCode.LOCATION_NOT_FOUND, table + " has no commit yet", cause);
    } else if (cause instanceof UnsupportedTableFeatureException
        || cause instanceof UnsupportedProtocolVersionException) {
      return new PitwallException(ErrorCode.NOT_SUPPORTED, table + ": " + reason, cause);
    } else if (cause instanceof KernelException && !(selector instanceof SnapshotSelector.Latest)) {
      return new PitwallException(
          ErrorCode.VERSION_NOT_FOUND, table + " has no such version: " + reason, cause);
    }
    return isDamage(cause)
        ? new PitwallException(
            ErrorCode.DATA_CORRUPT, "the log of " + table + " is damaged: " + reason, cause)
        : LakeFiles.failure("cannot read " + table, cause);
  }

  /** Whether the log is there, but is not what a log is. */
  private static boolean isDamage(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof InvalidTableException
          || each instanceof URISyntaxException
          || each instanceof JsonProcessingException
          || String.valueOf(each.getMessage()).contains("is not a Parquet file")) {
        return true;
      }
    }
    return false;
  }
}
