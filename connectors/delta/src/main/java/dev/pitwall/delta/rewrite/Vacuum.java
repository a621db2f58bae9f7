package dev.pitwall.delta.rewrite;

import dev.pitwall.delta.commit.DeltaCommitter;
import dev.pitwall.delta.log.DataFile;
import dev.pitwall.delta.log.DeltaLogReader;
import dev.pitwall.delta.log.TableVersion;
import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.SnapshotSelector;
import dev.pitwall.spi.offline.maintenance.VacuumRequest;
import dev.pitwall.spi.offline.maintenance.VacuumSummary;
import io.delta.kernel.Snapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Deletes what only versions older than the retention need. Thread-safe. */
final class Vacuum {
  private final LakeFiles files;
  private final DeltaLogReader log;
  private final DeltaCommitter committer;

  Vacuum(LakeFiles files, DeltaLogReader log, DeltaCommitter committer) {
    this.files = files;
    this.log = log;
    this.committer = committer;
  }

  VacuumSummary run(VacuumRequest request, Runnable checkpoint) {
    TableSource source = request.table();
    boolean deletes = request.mode() == VacuumRequest.Mode.DELETE;
    boolean ownsLog = deletes && recordOrder(source);
    long cutoff = System.currentTimeMillis() - request.retention().toMillis();
    Optional<TableVersion> oldest = versionAt(source, cutoff);
    List<FileStatus> unneeded = unneeded(source, oldest, cutoff);
    if (deletes) {
      unneeded.forEach(
          file -> {
            checkpoint.run();
            files.delete(file.getPath());
          });
    }
    if (ownsLog) {
      oldest.ifPresent(version -> new LogCleaning(files, log).before(version));
    }
    return new VacuumSummary(
        unneeded.size(), unneeded.stream().mapToLong(FileStatus::getLen).sum());
  }

  /**
   * Tells the order of commits by tags, as the commits that tell it now will be deleted in time.
   *
   * @return false for a table whose log others alone may write
   */
  private boolean recordOrder(TableSource source) {
    TableVersion latest = log.read(source, log.find(source, new SnapshotSelector.Latest()));
    if (!latest.writerFeatures().isEmpty()) {
      return false;
    }
    Map<String, Map<String, String>> tags =
        latest.files().stream()
            .filter(file -> !file.order().tagged())
            .collect(Collectors.toMap(DataFile::logPath, file -> file.order().tag()));
    if (!tags.isEmpty()) {
      committer.tag(files.resolve(source.location()), tags);
    }
    return true;
  }

  /** The version that was the newest at a moment; empty when the table is younger. */
  private Optional<TableVersion> versionAt(TableSource source, long millis) {
    try {
      long micros = TimeUnit.MILLISECONDS.toMicros(millis);
      Snapshot found = log.find(source, new SnapshotSelector.AtTimestamp(micros));
      return Optional.of(log.read(source, found));
    } catch (PitwallException e) {
      if (e.code() == ErrorCode.VERSION_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** A log that was cleaned may begin within the retention; then all that it has is kept. */
  private List<FileStatus> unneeded(
      TableSource source, Optional<TableVersion> oldest, long cutoff) {
    Snapshot latest = log.find(source, new SnapshotSelector.Latest());
    TableVersion first = oldest.orElseGet(() -> log.read(source, log.oldest(source)));
    Set<Path> needed = new HashSet<>(log.addedSince(source, first.version(), latest));
    log.read(source, latest).files().forEach(file -> needed.add(file.path()));
    first.files().forEach(file -> needed.add(file.path()));
    return files.dataFiles(files.resolve(source.location())).stream()
        .filter(file -> file.getModificationTime() <= cutoff)
        .filter(file -> !needed.contains(file.getPath()))
        .toList();
  }
}
