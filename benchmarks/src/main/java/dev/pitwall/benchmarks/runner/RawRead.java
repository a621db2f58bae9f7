package dev.pitwall.benchmarks.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/**
 * Reads the bytes of some columns of a table in a bucket, of each row group the chunks that lie
 * together with one request, on several threads, and does nothing with them.
 */
public final class RawRead implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Bytes of an object that lie together. */
  private record Range(String key, long from, long length) {}

  private final S3Client client;
  private final ExecutorService threads;
  private final String bucket;
  private final List<Range> ranges;

  private RawRead(S3Client client, ExecutorService threads, String bucket, List<Range> ranges) {
    this.client = client;
    this.threads = threads;
    this.bucket = bucket;
    this.ranges = ranges;
  }

  /**
   * Prepares.
   *
   * @param table the directory of a local table that is in the bucket under its name
   * @param threads how many requests are under way at one time
   */
  public static RawRead of(
      S3Client client, String bucket, Path table, List<String> columns, int threads) {
    return new RawRead(
        client, Executors.newFixedThreadPool(threads), bucket, ranges(table, columns));
  }

  private static List<Range> ranges(Path table, List<String> columns) {
    List<Range> ranges = new ArrayList<>();
    try (Stream<Path> files = Files.list(table)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".parquet")).sorted().toList()) {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
          String key = table.getFileName() + "/" + file.getFileName();
          reader.getRowGroups().forEach(group -> add(ranges, key, group, columns));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ranges;
  }

  private static void add(
      List<Range> ranges, String key, BlockMetaData group, List<String> columns) {
    for (ColumnChunkMetaData chunk : group.getColumns()) {
      if (columns.contains(chunk.getPath().toDotString())) {
        Range last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
        if (last != null
            && last.key().equals(key)
            && last.from() + last.length() == chunk.getStartingPos()) {
          ranges.remove(ranges.size() - 1);
          ranges.add(new Range(key, last.from(), last.length() + chunk.getTotalSize()));
        } else {
          ranges.add(new Range(key, chunk.getStartingPos(), chunk.getTotalSize()));
        }
      }
    }
  }

  /** Reads all of them; gives how many bytes there are. */
  public long read() throws Exception {
    List<Future<?>> readings = new ArrayList<>();
    ranges.forEach(range -> readings.add(threads.submit(() -> read(range))));
    for (Future<?> reading : readings) {
      reading.get();
    }
    return ranges.stream().mapToLong(Range::length).sum();
  }

  private void read(Range range) {
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(bucket)
            .key(range.key())
            .range("bytes=" + range.from() + "-" + (range.from() + range.length() - 1))
            .build();
    long read = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream content = client.getObject(request)) {
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        read += n;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (read != range.length()) {
      throw new IllegalStateException(range + " came with " + read + " bytes");
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
