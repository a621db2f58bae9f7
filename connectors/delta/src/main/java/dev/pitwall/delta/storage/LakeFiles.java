package dev.pitwall.delta.storage;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.OutputFile;

/** The file systems that tables live on. Thread-safe. */
public final class LakeFiles {
  private final Configuration configuration;

  public LakeFiles() {
    configuration = new Configuration(/* loadDefaults= */ true);
    // Parquet and Delta know when a file is damaged; a checksum file beside each is only noise.
    configuration.setClass("fs.file.impl", RawLocalFileSystem.class, FileSystem.class);
  }

  public Configuration configuration() {
    return configuration;
  }

  /** The absolute path of a location as the user wrote it: a local path or a URI. */
  public Path resolve(String location) {
    try {
      Path path = new Path(location);
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
   * The Parquet files below a directory. Directories that are hidden, as a log is, are left out,
   * but not those of a partition column whose name begins so.
   */
  public List<FileStatus> dataFiles(Path directory) {
    List<FileStatus> found = new ArrayList<>();
    try {
      for (FileStatus file : fileSystem(directory).listStatus(directory)) {
        String name = file.getPath().getName();
        if (file.isDirectory() && (!isHidden(name) || name.contains("="))) {
          found.addAll(dataFiles(file.getPath()));
        } else if (file.isFile() && name.endsWith(".parquet")) {
          found.add(file);
        }
      }
      return found;
    } catch (IOException e) {
      throw failure("cannot list " + directory, e);
    }
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

  /** An error of the store itself. */
  public static PitwallException failure(String attempt, Exception cause) {
    return new PitwallException(ErrorCode.STORE_FAILURE, attempt + ": " + firstLine(cause), cause);
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
