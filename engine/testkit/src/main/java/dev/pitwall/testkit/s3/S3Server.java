package dev.pitwall.testkit.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** A real server of the S3 protocol in this process, on loopback, whose buckets are directories. */
public final class S3Server implements AutoCloseable {
  public static final String ACCESS_KEY = "test-access-key";
  public static final String SECRET_KEY = "test-secret-key";

  private final Path directory;
  private final S3Proxy server;

  private S3Server(Path directory) {
    this.directory = directory;
    this.server =
        S3Proxy.builder()
            .blobStore(
                new QuickListings(new FilesystemNio2BlobStore(directory.toString()), directory))
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .stopTimeout(0)
            .build();
  }

  /** Starts a server on a free port, which keeps its buckets under a directory. */
  public static S3Server start(Path directory) {
    S3Server started = new S3Server(directory);
    try {
      started.server.start();
    } catch (Exception e) {
      throw new IllegalStateException("the S3 server does not start", e);
    }
    return started;
  }

  /** Where the server listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /** Makes a bucket; gives its location, {@code s3a://name}. */
  public String bucket(String name) {
    try {
      Files.createDirectory(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "s3a://" + name;
  }

  /** The options under {@code stores.delta} that reach this server. */
  public Map<String, String> options() {
    return options(endpoint());
  }

  /** The options that reach this server through another address. */
  public static Map<String, String> options(URI endpoint) {
    return Map.of(
        "s3.endpoint",
        endpoint.toString(),
        "s3.access_key",
        ACCESS_KEY,
        "s3.secret_key",
        SECRET_KEY);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the S3 server does not stop", e);
    }
  }
}
