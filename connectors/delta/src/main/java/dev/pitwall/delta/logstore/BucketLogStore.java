package dev.pitwall.delta.logstore;

import dev.pitwall.delta.storage.BucketFileSystem;
import dev.pitwall.delta.storage.LakeFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.Constants;

/**
 * A log in a bucket. A commit is put on condition that nothing is there yet, which the object store
 * decides. Whatever a put ends with but success, its reply may have been lost, or have been the
 * reply to a second attempt; so the commit is read back, and what is there decides.
 */
public final class BucketLogStore extends PutOnceLogStore {
  private static final int ATTEMPTS = 5;
  private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);

  /** Made by Standalone, by name. */
  public BucketLogStore(Configuration configuration) {
    super(configuration);
  }

  @Override
  void create(Path path, byte[] content, Configuration configuration) throws IOException {
    BucketFileSystem bucket = (BucketFileSystem) path.getFileSystem(configuration);
    long began = System.nanoTime();
    IOException failure = null;
    for (int attempt = 1; attempt <= ATTEMPTS && System.nanoTime() - began < LONGEST; attempt++) {
      try {
        put(bucket, path, content);
        bucket.committed(path, content);
        return;
      } catch (IOException e) {
        if (failure == null && LakeFiles.isRefused(e)) {
          throw e;
        }
        failure = e;
      }
      if (isThere(bucket, path, content, failure)) {
        return;
      }
      CommitAttempt.pause(attempt);
    }
    throw new UnknownOutcomeException(path, failure);
  }

  /** False when there is nothing, or the object store does not say. */
  private static boolean isThere(
      BucketFileSystem bucket, Path path, byte[] content, IOException failure)
      throws FileAlreadyExistsException {
    byte[] found;
    try {
      found = bucket.readAgain(path);
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      failure.addSuppressed(e);
      return false;
    }
    if (!Arrays.equals(found, content)) {
      throw new FileAlreadyExistsException(path.toString());
    }
    return true;
  }

  private static void put(FileSystem bucket, Path path, byte[] content) throws IOException {
    FSDataOutputStreamBuilder<?, ?> file = bucket.createFile(path);
    file.overwrite(true);
    file.must(Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
    file.opt(Constants.FS_S3A_CREATE_PERFORMANCE, true); // asks the bucket nothing beforehand
    writeWhole(file.build(), content);
  }

  @Override
  void replace(Path path, byte[] content, Configuration configuration) throws IOException {
    FileSystem bucket = path.getFileSystem(configuration);
    writeWhole(bucket.create(path, /* overwrite= */ true), content);
  }

  /** Closing puts what was written, so after an error there is to be no closing. */
  private static void writeWhole(FSDataOutputStream file, byte[] content) throws IOException {
    try {
      file.write(content);
    } catch (IOException e) {
      file.abort();
      throw e;
    }
    file.close();
  }

  @Override
  public Iterator<FileStatus> listFrom(Path path, Configuration configuration) throws IOException {
    BucketFileSystem bucket = (BucketFileSystem) path.getFileSystem(configuration);
    List<FileStatus> found = bucket.listFrom(path);
    if (found.isEmpty() && (isFirst(path) || !bucket.exists(path.getParent()))) {
      throw new FileNotFoundException("there is no " + path.getParent());
    }
    return found.iterator();
  }

  /** In a bucket nothing more is to be known of a directory without files. */
  private static boolean isFirst(Path path) {
    return path.getName().startsWith("0".repeat(20));
  }

  /** An object appears when it is whole. */
  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
    return false;
  }
}
