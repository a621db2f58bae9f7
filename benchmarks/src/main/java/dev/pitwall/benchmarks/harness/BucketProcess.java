package dev.pitwall.benchmarks.harness;

import dev.pitwall.benchmarks.data.FileTree;
import dev.pitwall.benchmarks.runner.BucketServer;
import dev.pitwall.testkit.s3.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A {@link BucketServer} in a process of its own, with one bucket. */
public final class BucketProcess implements AutoCloseable {
  /** The bucket's name. */
  public static final String BUCKET = "lake";

  private final ServerProcess process;
  private final URI endpoint;
  private final S3Client client;

  private BucketProcess(ServerProcess process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
    this.client =
        S3Client.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(S3Server.ACCESS_KEY, S3Server.SECRET_KEY)))
            .build();
  }

  /**
   * Starts a server with an empty bucket.
   *
   * @param directory for its files, emptied first
   */
  public static BucketProcess start(Path directory) throws IOException {
    FileTree.delete(directory);
    Path buckets = directory.resolve("buckets");
    Files.createDirectories(buckets.resolve(BUCKET));
    ServerProcess process =
        ServerProcess.start(directory.resolve("log.txt"), BucketServer.class, buckets.toString());
    return new BucketProcess(process, URI.create(process.awaitLine("")));
  }

  /** Where it listens. */
  public URI endpoint() {
    return endpoint;
  }

  /** A client of it, which is closed with it. */
  public S3Client client() {
    return client;
  }

  /** Puts a local table into the bucket; gives its location there. */
  public String put(Path table) throws IOException {
    Path root = table.getParent();
    try (Stream<Path> below = Files.walk(table)) {
      List<Path> files = below.filter(Files::isRegularFile).toList();
      for (Path file : files) {
        String key = root.relativize(file).toString();
        client.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromFile(file));
      }
    }
    return "s3a://" + BUCKET + "/" + table.getFileName();
  }

  @Override
  public void close() {
    client.close();
    process.close();
  }
}
