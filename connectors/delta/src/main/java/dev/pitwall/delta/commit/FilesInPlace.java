package dev.pitwall.delta.commit;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import io.delta.standalone.DeltaLog;
import io.delta.standalone.Operation;
import io.delta.standalone.OptimisticTransaction;
import io.delta.standalone.actions.Action;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.data.CloseableIterator;
import io.delta.standalone.expressions.Literal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One transaction of Delta Standalone on files that a table has. As it reads the whole table, it
 * conflicts with whoever removes files meanwhile and, where rows change, with whoever adds some.
 */
final class FilesInPlace {
  private final OptimisticTransaction transaction;

  FilesInPlace(DeltaLog log) {
    this.transaction = log.startTransaction();
  }

  /** Commits the replacement; gives the version. */
  long replace(FileReplacement replacement, String engine) {
    boolean changesRows = replacement.kind() == FileReplacement.Kind.ERASURE;
    long now = System.currentTimeMillis();
    List<Action> actions = new ArrayList<>();
    found(replacement.removed()).forEach(file -> actions.add(file.remove(now, changesRows)));
    replacement.added().forEach(file -> actions.add(StandaloneCommitter.action(file, changesRows)));
    Operation operation =
        changesRows
            ? new Operation(Operation.Name.DELETE, Map.of())
            : new Operation(Operation.Name.MANUAL_UPDATE, Map.of("kind", "\"OPTIMIZE\""));
    return transaction.commit(actions, operation, engine).getVersion();
  }

  /** Commits tags of files; gives the version. */
  long tag(Map<String, Map<String, String>> tags, String engine) {
    List<Action> actions = new ArrayList<>();
    found(tags.keySet()).forEach(file -> actions.add(tagged(file, tags.get(file.getPath()))));
    Operation operation =
        new Operation(Operation.Name.MANUAL_UPDATE, Map.of("kind", "\"ORDER OF COMMITS\""));
    return transaction.commit(actions, operation, engine).getVersion();
  }

  private static AddFile tagged(AddFile file, Map<String, String> tags) {
    AddFile.Builder builder =
        new AddFile.Builder(
                file.getPath(),
                file.getPartitionValues(),
                file.getSize(),
                file.getModificationTime(),
                /* dataChange= */ false)
            .tags(tags);
    if (file.getStats() != null) {
      builder.stats(StandaloneCommitter.quoted(file.getStats()));
    }
    return builder.build();
  }

  private List<AddFile> found(Set<String> paths) {
    Set<String> missing = new HashSet<>(paths);
    List<AddFile> found = new ArrayList<>();
    try (CloseableIterator<AddFile> files = transaction.markFilesAsRead(Literal.True).getFiles()) {
      while (files.hasNext()) {
        AddFile file = files.next();
        if (missing.remove(file.getPath())) {
          found.add(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!missing.isEmpty()) {
      throw new PitwallException(
          ErrorCode.COMMIT_CONFLICT,
          missing.size() + " of the files to be rewritten were removed meanwhile; try again");
    }
    return found;
  }
}
