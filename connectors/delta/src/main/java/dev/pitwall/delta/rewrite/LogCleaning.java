package dev.pitwall.delta.rewrite;

import dev.pitwall.delta.log.DeltaLogReader;
import dev.pitwall.delta.log.TableVersion;
import dev.pitwall.delta.storage.LakeFiles;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Deletes the entries of a table's log that are needed only for versions which cannot be read any
 * more. Their statistics have values of rows that are gone.
 */
final class LogCleaning {
  private static final Pattern ENTRY =
      Pattern.compile("(\\d{20})\\.(json|crc|checkpoint\\.(.*\\.)?(parquet|json))");

  private final LakeFiles files;
  private final DeltaLogReader log;

  LogCleaning(LakeFiles files, DeltaLogReader log) {
    this.files = files;
    this.log = log;
  }

  /** Deletes what is before a version, if that version alone tells the order of commits. */
  void before(TableVersion version) {
    if (!version.files().stream().allMatch(file -> file.order().tagged())) {
      return;
    }
    Path directory = DeltaLogReader.directory(files.resolve(version.source().location()));
    Path checkpoint =
        new Path(directory, String.format("%020d.checkpoint.parquet", version.version()));
    if (files.status(checkpoint) == null) {
      log.checkpoint(version.source(), version.version());
    }
    for (FileStatus entry : files.list(directory)) {
      Matcher name = ENTRY.matcher(entry.getPath().getName());
      if (name.matches() && Long.parseLong(name.group(1)) < version.version()) {
        files.delete(entry.getPath());
      }
    }
  }
}
