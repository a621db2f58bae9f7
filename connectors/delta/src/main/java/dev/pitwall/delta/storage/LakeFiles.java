package dev.pitwall.delta.storage;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.OutputFile;

/** The file systems that tables live on. Thread-safe. */
public final class LakeFiles implements AutoCloseable {
  private static final Pattern CREDENTIALS = Pattern.compile("^[a-zA-Z0-9+.-]+://[^/]*@");

  private final Configuration configuration;
  private final String owner = UUID.randomUUID().toString();

  /** Local files, and buckets of AWS as its environment says. */
  public LakeFiles() {
    this(Map.of());
  }

  /**
   * Local files, and buckets as the options say.
   *
   * @param options the section {@code stores.delta} of the configuration
   * @throws PitwallException INVALID_CONFIGURATION naming the option that is wrong
   */
  public LakeFiles(Map<String, String> options) {
    configuration = new Configuration(/* loadDefaults= */ true);
    // Parquet and Delta know when a file is damaged; a checksum file beside each is only noise.
    configuration.setClass("fs.file.impl", RawLocalFileSystem.class, FileSystem.class);
    S3Settings.apply(S3OptionReader.read(options), configuration);
    BucketFileSystem.register(owner, configuration);
  }

  public Configuration configuration() {
    return configuration;
  }

  /**
   * The absolute path of a location as the user wrote it: a local path or a URI. Others write
   * {@code s3://} for what Hadoop calls {@code s3a://}.
   */
  public Path resolve(String location) {
    if (CREDENTIALS.matcher(location).find()) {
      throw new PitwallException(
          ErrorCode.INVALID_VALUE,
          "a location holds no credentials; put them under stores.delta in the configuration");
    }
    try {
      Path path = new Path(location.replaceFirst("^s3n?://", "s3a://"));
      return fileSystem(path).makeQualified(path);
    } catch (IllegalArgumentException e) {
      throw new PitwallException(
          ErrorCode.LOCATION_NOT_FOUND, "'" + location + "' is neither a path nor a URI", e);
    }
  }

  /** The file or directory; null if there is none. */
  public FileStatus status(Path path) {
    try {
      return fileSystem(path).getFileStatus(path);
    } catch (FileNotFoundException e) {
      return null;
    } catch (IOException e) {
      throw failure("cannot look at " + path, e);
    }
  }

  /** Whether there is a file; costs a bucket one request, where {@link #status} may cost two. */
  @SuppressWarnings("deprecation") // as the bucket's client asks no more than that here alone
  public boolean isFile(Path path) {
    try {
      return fileSystem(path).isFile(path);
    } catch (IOException e) {
      throw failure("cannot look at " + path, e);
    }
  }

  /** The files of a directory by name, those not hidden. */
  public List<FileStatus> list(Path directory) {
    try {
      return Arrays.stream(fileSystem(directory).listStatus(directory))
          .filter(FileStatus::isFile)
          .filter(file -> !isHidden(file.getPath().getName()))
          .sorted(Comparator.comparing(file -> file.getPath().getName()))
          .toList();
    } catch (IOException e) {
      throw failure("cannot list " + directory, e);
    }
  }

  /**
   * The Parquet files in and below the directory of a Delta table. Directories that are hidden, as
   * a log is, are left out, but not those of a partition column whose name begins so; and so are
   * those of other tables.
   */
  public List<FileStatus> dataFiles(Path table) {
    List<FileStatus> found = new ArrayList<>();
    try {
      FileSystem fileSystem = fileSystem(table);
      addDataFiles(fileSystem, fileSystem.listStatus(table), found);
      return found;
    } catch (IOException e) {
      throw failure("cannot list " + table, e);
    }
  }

  private static void addDataFiles(
      FileSystem fileSystem, FileStatus[] entries, List<FileStatus> found) throws IOException {
    for (FileStatus entry : entries) {
      String name = entry.getPath().getName();
      if (entry.isDirectory() && (!isHidden(name) || name.contains("="))) {
        FileStatus[] below = fileSystem.listStatus(entry.getPath());
        if (Arrays.stream(below).noneMatch(LakeFiles::isLog)) {
          addDataFiles(fileSystem, below, found);
        }
      } else if (entry.isFile() && name.endsWith(".parquet")) {
        found.add(entry);
      }
    }
  }

  private static boolean isLog(FileStatus entry) {
    return entry.getPath().getName().equals("_delta_log");
  }

  /** A new file; its directories are made. */
  public OutputFile create(Path path) throws IOException {
    return HadoopOutputFile.fromPath(path, configuration);
  }

  /** Removes a file, if it is there. */
  public void delete(Path path) {
    try {
      fileSystem(path).delete(path, /* recursive= */ false);
    } catch (IOException e) {
      throw failure("cannot remove " + path, e);
    }
  }

  /** The file system of a path. */
  public FileSystem fileSystem(Path path) {
    try {
      return path.getFileSystem(configuration);
    } catch (UnsupportedFileSystemException e) {
      throw new PitwallException(
          ErrorCode.NOT_SUPPORTED,
          "no file system for '" + path.toUri().getScheme() + "' is installed",
          e);
    } catch (IOException | RuntimeException e) {
      if (e.getCause() instanceof ClassNotFoundException
          || e.toString().contains("ClassNotFound")) {
        throw new PitwallException(
            ErrorCode.NOT_SUPPORTED,
            "the file system for '" + path.toUri().getScheme() + "' is not installed (hadoop-aws)",
            e);
      }
      throw failure("cannot reach " + path, e);
    }
  }

  @Override
  public void close() {
    try {
      BucketFileSystem.closeAll(owner);
    } catch (IOException e) {
      throw failure("cannot close the clients of buckets", e);
    }
  }

  /** An error of the store itself. */
  public static PitwallException failure(String attempt, Exception cause) {
    return StorageFailure.of(attempt, cause);
  }

  /** An error of an object store; empty if the cause lies elsewhere. */
  public static Optional<PitwallException> objectStoreFailure(String attempt, Throwable cause) {
    return StorageFailure.ofObjectStore(attempt, cause);
  }

  /** Whether trying again cannot help: no such bucket, or the credentials are refused. */
  public static boolean isRefused(IOException cause) {
    return StorageFailure.isFinal(cause);
  }

  /** What an exception says, on one line. */
  public static String firstLine(Throwable cause) {
    String message =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return message.lines().findFirst().orElse("");
  }

  private static boolean isHidden(String name) {
    return name.startsWith("_") || name.startsWith(".");
  }
}
