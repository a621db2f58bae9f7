package dev.pitwall.delta.scan;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import dev.pitwall.delta.log.DataFile;
import dev.pitwall.delta.parquet.codec.ArrayCodecFactory;
import dev.pitwall.delta.parquet.codec.PageArrays;
import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.plugin.StoreMeasures.CacheUse;
import dev.pitwall.spi.thread.DaemonThreads;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;

/** Opens Parquet files, whose footers are kept. Thread-safe. */
public final class Footers implements AutoCloseable {
  private static final long KEPT_COLUMN_CHUNKS = 1_000_000;
  private static final int MOST_THREADS = 32;

  /** Of one scan; others are not to wait for all of them. */
  private static final int AHEAD = MOST_THREADS / 2;

  /** Two that are read at one time are to be apart in the table, or else one waits. */
  private static final int INITIAL_CAPACITY = 1 << 12;

  private static final String LOCAL = "file";

  private final LakeFiles files;
  private final ChunkBuffers buffers = new ChunkBuffers();
  private final ExecutorService threads = newThreads();
  private final Cache<Key, ParquetMetadata> kept =
      Caffeine.newBuilder()
          .initialCapacity(INITIAL_CAPACITY)
          .maximumWeight(KEPT_COLUMN_CHUNKS)
          .weigher((Key key, ParquetMetadata footer) -> weight(footer))
          .recordStats()
          .build();

  public Footers(LakeFiles files) {
    this.files = files;
  }

  /** The footer of a data file. */
  public ParquetMetadata get(DataFile file) {
    return kept.get(new Key(file.path(), file.size()), key -> read(file));
  }

  /** How often footers were found that were asked for. */
  public CacheUse use() {
    CacheStats stats = kept.stats();
    return new CacheUse("delta.footers", stats.hitCount(), stats.missCount(), kept.estimatedSize());
  }

  /** The footers of data files, in order; of a bucket those that come next are read meanwhile. */
  Iterator<ParquetMetadata> of(List<DataFile> files) {
    files.stream().limit(AHEAD).forEach(this::fetch);
    return IntStream.range(0, files.size())
        .mapToObj(
            i -> {
              if (i + AHEAD < files.size()) {
                fetch(files.get(i + AHEAD));
              }
              return get(files.get(i));
            })
        .iterator();
  }

  /** What fails, fails again when it is asked for. */
  private void fetch(DataFile file) {
    if (isRemote(file) && ifKnown(file) == null && !threads.isShutdown()) {
      CompletableFuture<?> unused = CompletableFuture.runAsync(() -> get(file), threads);
    }
  }

  /** The footer if it was read before; null else. */
  ParquetMetadata ifKnown(DataFile file) {
    return kept.asMap().get(new Key(file.path(), file.size())); // counts as no question
  }

  /** The footer of any file. */
  public ParquetMetadata read(Path path) {
    try {
      return read(HadoopInputFile.fromPath(path, files.configuration()));
    } catch (IOException | RuntimeException e) {
      throw unreadable(path, e);
    }
  }

  private ParquetMetadata read(DataFile file) {
    try {
      return read(input(file));
    } catch (IOException | RuntimeException e) {
      throw unreadable(file.path(), e);
    }
  }

  private static ParquetMetadata read(InputFile input) throws IOException {
    ParquetReadOptions options = options(new PageArrays()).build();
    try (ParquetFileReader reader = ParquetFileReader.open(input, options)) {
      return reader.getFooter();
    }
  }

  /** Opens a data file, to read its row groups; the caller closes it. */
  ParquetFileReader open(DataFile file, ParquetReadOptions options) throws IOException {
    ParquetMetadata footer = get(file);
    InputFile input = input(file);
    return ParquetFileReader.open(input, footer, options, input.newStream());
  }

  /** Whether a data file comes over a network. */
  boolean isRemote(DataFile file) {
    return !LOCAL.equals(file.path().toUri().getScheme());
  }

  /** The threads that read ahead; they wait most of the time. */
  ExecutorService threads() {
    return threads;
  }

  /** Buffers for the column chunks that one reader reads. */
  ChunkBuffers.Lease chunkBuffers() {
    return buffers.lease();
  }

  /** Options with codecs of their own. */
  static ParquetReadOptions.Builder options(PageArrays arrays) {
    return ParquetReadOptions.builder(new PlainParquetConfiguration())
        .withCodecFactory(new ArrayCodecFactory(arrays));
  }

  /** The error of a file that cannot be read. */
  static PitwallException unreadable(Path path, Exception cause) {
    if (cause instanceof PitwallException known) {
      return known;
    }
    if (cause instanceof FileNotFoundException) {
      return new PitwallException(
          ErrorCode.DATA_CORRUPT,
          "the data file " + path + " is missing, though the table lists it",
          cause);
    }
    String attempt = "cannot read the data file " + path;
    return LakeFiles.objectStoreFailure(attempt, cause)
        .orElseGet(
            () ->
                new PitwallException(
                    ErrorCode.DATA_CORRUPT, attempt + ": " + LakeFiles.firstLine(cause), cause));
  }

  /** The log tells the size, so that a bucket need not be asked for it. */
  private InputFile input(DataFile file) throws IOException {
    return HadoopInputFile.fromStatus(
        new FileStatus(file.size(), false, 1, file.size(), 0, file.path()), files.configuration());
  }

  private static ExecutorService newThreads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            MOST_THREADS,
            MOST_THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DaemonThreads("pitwall-bucket"));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** Reads no more ahead; what is being read ends once the files are closed. */
  @Override
  public void close() {
    threads.shutdown();
  }

  private static int weight(ParquetMetadata footer) {
    return 1 + footer.getBlocks().stream().mapToInt(block -> block.getColumns().size()).sum();
  }

  private record Key(Path path, long size) {}
}
