package dev.pitwall.delta.storage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.RemoteFileChangedException;
import org.apache.hadoop.fs.s3a.S3AFileStatus;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * The commits and checkpoints in the logs of a bucket, of which each is read once. Nobody writes a
 * commit again, but a table may be removed and another be made at its place, and a checkpoint may
 * be; so what was read counts only as long as listings give the file the same entity tag. Whoever
 * reads a log lists it before. Thread-safe.
 */
final class ListedLogs {
  private static final long KEPT_BYTES = 32L << 20;
  private static final int LARGEST = 1 << 20;
  private static final int BYTES_OF_ENTRY = 400;
  private static final Pattern ENTRY = Pattern.compile("\\d{20}\\.(json|checkpoint\\.parquet)");

  private final S3AFileSystem bucket;
  private final Cache<Path, Entry> entries =
      Caffeine.newBuilder()
          .maximumWeight(KEPT_BYTES)
          .weigher((Path path, Entry entry) -> BYTES_OF_ENTRY + (int) entry.file.getLen())
          .build();

  ListedLogs(S3AFileSystem bucket) {
    this.bucket = bucket;
  }

  /** A listing has this file. */
  void note(FileStatus file) {
    if (file instanceof S3AFileStatus listed
        && listed.getEtag() != null
        && listed.getLen() <= LARGEST
        && ENTRY.matcher(listed.getPath().getName()).matches()) {
      entries
          .asMap()
          .compute(
              listed.getPath(),
              (path, known) ->
                  known != null && known.hasTagOf(listed) ? known : new Entry(listed, null));
    }
  }

  /**
   * A commit was put there by us. Most object stores give what is put whole the digest of its bytes
   * as the tag; where the next listing has another, it is read after all.
   */
  void put(Path path, byte[] content) {
    Path file = bucket.makeQualified(path);
    S3AFileStatus status =
        new S3AFileStatus(content.length, 0, file, content.length, "", digest(content), null);
    if (content.length <= LARGEST) {
      entries.put(file, new Entry(status, content));
    }
  }

  /** Nothing is known of a file until it is listed again. */
  void forget(Path path) {
    entries.invalidate(bucket.makeQualified(path));
  }

  /** Whether a listing told of a file. */
  boolean has(Path path) {
    return entries.getIfPresent(bucket.makeQualified(path)) != null;
  }

  /** The bytes of a file; null when it was not listed, or is another since. */
  byte[] read(Path path) throws IOException {
    Entry entry = entries.getIfPresent(bucket.makeQualified(path));
    try {
      return entry == null ? null : entry.content(bucket);
    } catch (RemoteFileChangedException e) {
      entries.invalidate(entry.file.getPath());
      return null;
    }
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  private static final class Entry {
    private final S3AFileStatus file;
    private byte[] content;

    Entry(S3AFileStatus file, byte[] content) {
      this.file = file;
      this.content = content;
    }

    boolean hasTagOf(S3AFileStatus other) {
      return bare(file.getEtag()).equals(bare(other.getEtag()));
    }

    private static String bare(String tag) {
      return tag.replace("\"", "");
    }

    synchronized byte[] content(S3AFileSystem bucket) throws IOException {
      if (content == null) {
        try (FSDataInputStream stream =
            FutureIO.awaitFuture(bucket.openFile(file.getPath()).withFileStatus(file).build())) {
          content = stream.readAllBytes();
        }
      }
      return content;
    }
  }
}
