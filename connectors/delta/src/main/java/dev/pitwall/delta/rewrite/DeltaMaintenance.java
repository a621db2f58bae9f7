package dev.pitwall.delta.rewrite;

import dev.pitwall.delta.commit.DeltaCommitter;
import dev.pitwall.delta.commit.FileReplacement;
import dev.pitwall.delta.log.DeltaLogReader;
import dev.pitwall.delta.log.TableVersion;
import dev.pitwall.delta.scan.Footers;
import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.spi.error.ErrorCategory;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.SnapshotSelector;
import dev.pitwall.spi.offline.TableSnapshot;
import dev.pitwall.spi.offline.maintenance.CompactionRequest;
import dev.pitwall.spi.offline.maintenance.ErasureRequest;
import dev.pitwall.spi.offline.maintenance.RewriteSummary;
import dev.pitwall.spi.offline.maintenance.TableMaintenance;
import dev.pitwall.spi.offline.maintenance.VacuumRequest;
import dev.pitwall.spi.offline.maintenance.VacuumSummary;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;

/** Maintenance of Delta tables. Thread-safe. */
public final class DeltaMaintenance implements TableMaintenance {
  private static final int ATTEMPTS = 10;

  private final LakeFiles files;
  private final Footers footers;
  private final DeltaLogReader log;
  private final DeltaCommitter committer;

  public DeltaMaintenance(
      LakeFiles files, Footers footers, DeltaLogReader log, DeltaCommitter committer) {
    this.files = files;
    this.footers = footers;
    this.log = log;
    this.committer = committer;
  }

  @Override
  public Set<Map<String, Object>> partitions(TableSnapshot snapshot) {
    TableVersion version = (TableVersion) snapshot;
    return version.files().stream().map(version::partition).collect(Collectors.toSet());
  }

  @Override
  public RewriteSummary compact(
      CompactionRequest request, BufferAllocator allocator, Runnable checkpoint) {
    TableFiles table = latest(request.table(), allocator, checkpoint);
    Compaction compaction = new Compaction(table, request);
    return commit(table, compaction::run, () -> 0, compaction::discard);
  }

  @Override
  public void requireErasable(TableSource table) {
    TableVersion latest = latest(table);
    if (Boolean.parseBoolean(latest.properties().get("delta.appendOnly"))) {
      throw new PitwallException(
          ErrorCode.NOT_SUPPORTED,
          "the table at '%s' only takes appends (delta.appendOnly); take that property from it with the engine that set it"
              .formatted(table.location()));
    }
  }

  /** Rows that come while files are rewritten may be of the key: then all is looked at again. */
  @Override
  public RewriteSummary erase(
      ErasureRequest request, BufferAllocator allocator, Runnable checkpoint) {
    String application = "pitwall.erasure." + request.id();
    for (int attempt = 1; ; attempt++) {
      TableFiles table = latest(request.table(), allocator, checkpoint);
      long before = committer.transactionVersion(table.root(), application).orElse(0);
      Erasure erasure = new Erasure(table, request.key(), application, before);
      try {
        RewriteSummary done = commit(table, erasure::run, erasure::removedRows, erasure::discard);
        return done.version().isEmpty() && before > 0 ? doneBefore(table, before) : done;
      } catch (PitwallException e) {
        if (e.code() != ErrorCode.COMMIT_CONFLICT || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** The rows had gone when an earlier try was broken off. */
  private static RewriteSummary doneBefore(TableFiles table, long removedRows) {
    return new RewriteSummary(OptionalLong.of(table.table().version()), 0, 0, removedRows);
  }

  @Override
  public VacuumSummary vacuum(VacuumRequest request, Runnable checkpoint) {
    requireDelta(request.table());
    return new Vacuum(files, log, committer).run(request, checkpoint);
  }

  private TableFiles latest(TableSource source, BufferAllocator allocator, Runnable checkpoint) {
    return new TableFiles(latest(source), files, footers, allocator, checkpoint);
  }

  private TableVersion latest(TableSource source) {
    requireDelta(source);
    TableVersion latest = log.read(source, log.find(source, new SnapshotSelector.Latest()));
    latest.requireWritable();
    return latest;
  }

  private static void requireDelta(TableSource source) {
    if (source.format() != SourceFormat.DELTA) {
      throw new PitwallException(
          ErrorCode.NOT_SUPPORTED,
          "only Delta tables are rewritten; '" + source.location() + "' is " + source.format());
    }
  }

  /** A commit that failed for an unknown reason may be in the log all the same. */
  private RewriteSummary commit(
      TableFiles table, Rewriting rewriting, RowCount removedRows, Runnable discard) {
    boolean keepsFiles = false;
    try {
      FileReplacement replacement = rewriting.run();
      if (replacement.removed().isEmpty()) {
        return RewriteSummary.NONE;
      }
      keepsFiles = true;
      long version = committer.replace(table.root(), replacement);
      return new RewriteSummary(
          OptionalLong.of(version),
          replacement.removed().size(),
          replacement.added().size(),
          removedRows.get());
    } catch (PitwallException e) {
      keepsFiles &=
          e.code().category() != ErrorCategory.USER && e.code() != ErrorCode.COMMIT_CONFLICT;
      throw e;
    } catch (IOException e) {
      throw LakeFiles.failure("cannot rewrite '" + table.table().source().location() + "'", e);
    } finally {
      if (!keepsFiles) {
        discard.run();
      }
    }
  }

  @FunctionalInterface
  private interface Rewriting {
    FileReplacement run() throws IOException;
  }

  @FunctionalInterface
  private interface RowCount {
    long get();
  }
}
