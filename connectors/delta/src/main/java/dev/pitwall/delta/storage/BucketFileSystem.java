package dev.pitwall.delta.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.FutureDataInputStreamBuilder;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.impl.OpenFileParameters;
import org.apache.hadoop.fs.s3a.Invoker;
import org.apache.hadoop.fs.s3a.S3AFileStatus;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.fs.s3a.S3ARetryPolicy;
import org.apache.hadoop.fs.store.audit.AuditSpan;
import org.apache.hadoop.util.LambdaUtils;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket, through the one S3A client that a store has for it. Hadoop's own cache goes by the
 * bucket's name alone, and would hand the client of one store, with its credentials, to another.
 */
public final class BucketFileSystem extends FilterFileSystem {
  private static final String OWNER = "pitwall.storage.owner";
  private static final Map<String, Map<String, Client>> CLIENTS = new ConcurrentHashMap<>();

  private ListedLogs logs;

  /** Made by Hadoop, by name. */
  public BucketFileSystem() {}

  /** Lets paths under {@code s3a://} be found through clients that the owner closes. */
  static void register(String owner, Configuration configuration) {
    CLIENTS.put(owner, new ConcurrentHashMap<>());
    configuration.set(OWNER, owner);
    configuration.setClass("fs.s3a.impl", BucketFileSystem.class, FileSystem.class);
    configuration.setBoolean("fs.s3a.impl.disable.cache", true);
  }

  /** Closes an owner's clients, if it has any. */
  static void closeAll(String owner) throws IOException {
    Map<String, Client> clients = CLIENTS.remove(owner);
    if (clients != null) {
      for (Client client : clients.values()) {
        client.bucket().close();
      }
    }
  }

  @Override
  public void initialize(URI name, Configuration configuration) throws IOException {
    Map<String, Client> clients = CLIENTS.get(configuration.get(OWNER));
    if (clients == null) {
      throw new IOException("the store is closed");
    }
    try {
      Client client =
          clients.computeIfAbsent(name.getAuthority(), bucket -> connect(name, configuration));
      fs = client.bucket();
      logs = client.logs();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Client connect(URI name, Configuration configuration) {
    // What is to be put waits in local files, which S3A insists to write through this class.
    Configuration own = new Configuration(configuration);
    own.setClass("fs.file.impl", LocalFileSystem.class, FileSystem.class);
    own.setBoolean("fs.file.impl.disable.cache", true);
    S3AFileSystem client = new S3AFileSystem();
    try {
      client.initialize(name, own);
      return new Client(client, new ListedLogs(client));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The files of a directory whose names are not before that of a path, by name. Hadoop would list
   * the whole directory; this asks the bucket for no others.
   */
  public List<FileStatus> listFrom(Path first) throws IOException {
    S3AFileSystem client = (S3AFileSystem) fs;
    String directory = client.pathToKey(first.getParent()) + "/";
    String name = first.getName();
    ListObjectsV2Request request =
        ListObjectsV2Request.builder()
            .bucket(client.getBucket())
            .prefix(directory)
            .delimiter("/")
            .startAfter(directory + name.substring(0, name.length() - 1))
            .build();
    Invoker invoker = new Invoker(new S3ARetryPolicy(client.getConf()), Invoker.LOG_EVENT);
    List<FileStatus> found = new ArrayList<>();
    try (AuditSpan span = client.createSpan("list from", first.toString(), null)) {
      S3Client bucket = client.getS3AInternals().getAmazonS3Client(span.getOperationName());
      ListObjectsV2Response page;
      do {
        ListObjectsV2Request next = request;
        page = invoker.retry("list", first.toString(), true, () -> bucket.listObjectsV2(next));
        page.contents().forEach(object -> found.add(status(first.getParent(), object)));
        String after = page.nextContinuationToken();
        request = request.toBuilder().startAfter(null).continuationToken(after).build();
      } while (page.isTruncated());
    }
    found.removeIf(file -> file.getPath().getName().compareTo(name) < 0);
    found.forEach(logs::note);
    return found;
  }

  private FileStatus status(Path directory, S3Object object) {
    String name = object.key().substring(object.key().lastIndexOf('/') + 1);
    return new S3AFileStatus(
        object.size(),
        object.lastModified().toEpochMilli(),
        makeQualified(new Path(directory, name)),
        /* blockSize= */ object.size(),
        /* owner= */ "",
        object.eTag(),
        /* versionId= */ null);
  }

  @Override
  public FileStatus[] listStatus(Path directory) throws IOException {
    FileStatus[] found = fs.listStatus(directory);
    for (FileStatus file : found) {
      logs.note(file);
    }
    return found;
  }

  /** What was listed of a log is read from the bucket at most once. */
  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    byte[] listed = logs.read(file);
    return listed == null
        ? fs.open(file, bufferSize)
        : new FSDataInputStream(new BytesStream(listed));
  }

  @Override
  public FutureDataInputStreamBuilder openFile(Path file) throws IOException {
    return logs.has(file) ? createDataInputStreamBuilder(this, file) : fs.openFile(file);
  }

  @Override
  protected CompletableFuture<FSDataInputStream> openFileWithOptions(
      Path file, OpenFileParameters parameters) {
    return LambdaUtils.eval(new CompletableFuture<>(), () -> open(file));
  }

  /** Reads a commit as it is now, whatever was read before. */
  public byte[] readAgain(Path commit) throws IOException {
    logs.forget(commit);
    try (FSDataInputStream file = fs.open(commit)) {
      return file.readAllBytes();
    }
  }

  /** A commit is there from now on. */
  public void committed(Path commit, byte[] content) {
    logs.put(commit, content);
  }

  /** One request: it asks for no directory. */
  @Override
  @Deprecated
  public boolean isFile(Path path) throws IOException {
    return fs.isFile(path);
  }

  @Override
  public String getScheme() {
    return fs.getScheme();
  }

  /** Others use the client still. */
  @Override
  public void close() {}

  private record Client(S3AFileSystem bucket, ListedLogs logs) {}
}
