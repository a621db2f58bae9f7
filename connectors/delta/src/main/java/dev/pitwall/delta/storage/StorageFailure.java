package dev.pitwall.delta.storage;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.s3a.UnknownStoreException;
import org.apache.hadoop.fs.s3a.auth.NoAuthWithAWSException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says in Pitwall's words why a file system failed. */
final class StorageFailure {
  private static final String CHECK = "; check stores.delta in the configuration";

  private StorageFailure() {}

  /** The error for the user. What an object store said itself is left to the log. */
  static PitwallException of(String attempt, Throwable cause) {
    return ofObjectStore(attempt, cause)
        .orElseGet(
            () ->
                new PitwallException(
                    ErrorCode.STORE_FAILURE, attempt + ": " + LakeFiles.firstLine(cause), cause));
  }

  /** Empty if it was no object store that failed. */
  static Optional<PitwallException> ofObjectStore(String attempt, Throwable cause) {
    if (find(cause, UnknownStoreException.class).isPresent()) {
      return error(ErrorCode.LOCATION_NOT_FOUND, attempt, "there is no such bucket" + CHECK, cause);
    }
    Optional<AwsServiceException> answer = find(cause, AwsServiceException.class);
    if (answer.isPresent()) {
      return ofAnswer(attempt, answer.get(), cause);
    }
    if (find(cause, NoAuthWithAWSException.class).isPresent()) {
      String remedy =
          "there are no credentials; set s3.access_key and s3.secret_key under stores.delta, or"
              + " give AWS's own";
      return error(ErrorCode.INVALID_CONFIGURATION, attempt, remedy, cause);
    }
    return find(cause, SdkException.class).isPresent() || isOfNetwork(cause)
        ? error(ErrorCode.STORE_UNAVAILABLE, attempt, silence(cause), cause)
        : Optional.empty();
  }

  /** Whether trying again cannot help, because the store refused who asks or has no such bucket. */
  static boolean isFinal(IOException cause) {
    return cause instanceof AccessDeniedException
        || find(cause, UnknownStoreException.class).isPresent()
        || find(cause, NoAuthWithAWSException.class).isPresent();
  }

  private static Optional<PitwallException> ofAnswer(
      String attempt, AwsServiceException answer, Throwable cause) {
    String said = answer.awsErrorDetails() == null ? "" : answer.awsErrorDetails().errorCode();
    int status = answer.statusCode();
    String reason = "the object store answered " + status + " " + said;
    if (status == 401 || status == 403 || find(cause, AccessDeniedException.class).isPresent()) {
      return error(
          ErrorCode.STORE_FAILURE,
          attempt,
          reason + "; check the credentials under stores.delta and what they may do",
          cause);
    }
    boolean mayPass = status == 409 || status == 429 || status >= 500;
    return mayPass
        ? error(ErrorCode.STORE_UNAVAILABLE, attempt, reason + "; try again", cause)
        : error(ErrorCode.STORE_FAILURE, attempt, reason, cause);
  }

  private static String silence(Throwable cause) {
    return find(cause, UnknownHostException.class).isPresent()
        ? "the object store's host is unknown" + CHECK
        : "the object store does not answer; try again, or check s3.endpoint under stores.delta";
  }

  private static boolean isOfNetwork(Throwable cause) {
    return Stream.of(
            SocketException.class,
            SocketTimeoutException.class,
            UnknownHostException.class,
            NoRouteToHostException.class,
            SdkClientException.class)
        .anyMatch(type -> find(cause, type).isPresent());
  }

  private static Optional<PitwallException> error(
      ErrorCode code, String attempt, String reason, Throwable cause) {
    return Optional.of(new PitwallException(code, attempt + ": " + reason, cause));
  }

  private static <T extends Throwable> Optional<T> find(Throwable cause, Class<T> type) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return Optional.of(type.cast(each));
      }
    }
    return Optional.empty();
  }
}
