package dev.pitwall.delta.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.testkit.s3.S3Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Whether the tests' server does what the others rely on: of all who put at once, one wins. */
class ConditionalPutTest {
  private static final int RACES = 200;
  private static final int RUNNERS = 8;

  @TempDir Path directory;

  @Test
  void oneOfManyWinsEachTime() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(RUNNERS);
    try (S3Server server = S3Server.start(directory);
        S3Client client = client(server)) {
      server.bucket("races");
      CyclicBarrier start = new CyclicBarrier(RUNNERS);
      for (int race = 0; race < RACES; race++) {
        String key = "race" + race;
        List<Callable<Integer>> runners = new ArrayList<>();
        for (int runner = 0; runner < RUNNERS; runner++) {
          String content = "runner" + runner;
          runners.add(
              () -> {
                start.await();
                return put(client, key, content);
              });
        }
        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> answer : threads.invokeAll(runners)) {
          answers.add(answer.get());
        }
        assertThat(answers).filteredOn(status -> status == 200).as(key).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 412).as(key).hasSize(RUNNERS - 1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static int put(S3Client client, String key, String content) {
    try {
      client.putObject(
          put -> put.bucket("races").key(key).ifNoneMatch("*"), RequestBody.fromString(content));
      return 200;
    } catch (S3Exception e) {
      return e.statusCode();
    }
  }

  private static S3Client client(S3Server server) {
    return S3Client.builder()
        .endpointOverride(server.endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(S3Server.ACCESS_KEY, S3Server.SECRET_KEY)))
        .build();
  }
}
