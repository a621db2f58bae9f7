package dev.pitwall.delta.storage;

import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.s3a.Constants;
import org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider;
import org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider;
import org.apache.hadoop.fs.s3a.impl.AWSClientConfig;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Says options in the words of S3A, Hadoop's client of object stores. */
final class S3Settings {
  private static final String PAUSE = "200ms";

  private S3Settings() {}

  static void apply(S3Options options, Configuration to) {
    options.endpoint().ifPresent(endpoint -> to.set(Constants.ENDPOINT, endpoint.toString()));
    options
        .region()
        .or(() -> options.endpoint().map(own -> Constants.AWS_S3_CENTRAL_REGION))
        .ifPresent(region -> to.set(Constants.AWS_REGION, region));
    to.setBoolean(Constants.PATH_STYLE_ACCESS, options.addressing() == S3Options.Addressing.PATH);
    credentials(options, to);
    limits(options, to);
    // Reads just the ranges that are asked for; the default reads ahead.
    to.set(Constants.INPUT_STREAM_TYPE, Constants.INPUT_STREAM_TYPE_CLASSIC);
    to.set(Constants.INPUT_FADVISE, "random");
    to.setBoolean(Constants.FS_S3A_CONDITIONAL_CREATE_ENABLED, true);
    // No two files that are written have one name, and directories are not missed.
    to.set(Constants.FS_S3A_PERFORMANCE_FLAGS, "create,mkdir,delete");
  }

  private static void credentials(S3Options options, Configuration to) {
    if (options.credentials().isEmpty()) {
      to.set(Constants.AWS_CREDENTIALS_PROVIDER, DefaultCredentialsProvider.class.getName());
      return;
    }
    S3Credentials credentials = options.credentials().get();
    to.set(Constants.ACCESS_KEY, credentials.accessKey());
    to.set(Constants.SECRET_KEY, credentials.secretKey());
    credentials.sessionToken().ifPresent(token -> to.set(Constants.SESSION_TOKEN, token));
    Class<?> provider =
        credentials.sessionToken().isPresent()
            ? TemporaryAWSCredentialsProvider.class
            : SimpleAWSCredentialsProvider.class;
    to.set(Constants.AWS_CREDENTIALS_PROVIDER, provider.getName());
  }

  /** By default S3A and the SDK below it both try again, for minutes; here only S3A does. */
  private static void limits(S3Options options, Configuration to) {
    // Or else S3A takes any limit below 15 s for 15 s. This holds for the whole process.
    AWSClientConfig.setMinimumOperationDuration(Duration.ofMillis(1));
    to.setInt(Constants.MAXIMUM_CONNECTIONS, options.connections());
    to.setInt(Constants.MAX_ERROR_RETRIES, 0);
    to.setInt(Constants.RETRY_LIMIT, options.retries());
    to.set(Constants.RETRY_INTERVAL, PAUSE);
    to.setInt(Constants.RETRY_THROTTLE_LIMIT, options.retries());
    to.set(Constants.RETRY_THROTTLE_INTERVAL, PAUSE);
    to.set(Constants.ESTABLISH_TIMEOUT, millis(options.connectTimeout()));
    to.set(Constants.CONNECTION_ACQUISITION_TIMEOUT, millis(options.requestTimeout()));
    to.set(Constants.SOCKET_TIMEOUT, millis(options.requestTimeout()));
    to.set(Constants.REQUEST_TIMEOUT, millis(options.requestTimeout()));
  }

  private static String millis(Duration length) {
    return length.toMillis() + "ms";
  }
}
