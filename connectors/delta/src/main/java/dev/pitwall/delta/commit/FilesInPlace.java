package dev.pitwall.delta.commit;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import io.delta.standalone.OptimisticTransaction;
import io.delta.standalone.actions.Action;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.actions.RemoveFile;
import io.delta.standalone.data.CloseableIterator;
import io.delta.standalone.expressions.Literal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One transaction of Delta Standalone on files that a table has. As it reads the whole table, it
 * conflicts with whoever removes files meanwhile and, where rows change, with whoever adds some.
 */
final class FilesInPlace {
  private final OptimisticTransaction transaction;

  FilesInPlace(OptimisticTransaction transaction) {
    this.transaction = transaction;
  }

  /** Takes the files out that are in the table, and puts the others there. */
  List<Action> replaced(FileReplacement replacement) {
    boolean changesRows = replacement.kind() == FileReplacement.Kind.ERASURE;
    long now = System.currentTimeMillis();
    List<Action> actions = new ArrayList<>();
    found(replacement.removed()).forEach(file -> actions.add(gone(file, now, changesRows)));
    replacement.added().forEach(file -> actions.add(StandaloneCommitter.action(file, changesRows)));
    replacement
        .transaction()
        .ifPresent(
            id -> {
              transaction.txnVersion(id.application()); // conflicts with others of that name
              actions.add(StandaloneCommitter.action(id));
            });
    return actions;
  }

  /**
   * Checkpoints keep this for days, so it has nothing of the rows: no values of partition columns.
   */
  private static RemoveFile gone(AddFile file, long now, boolean changesRows) {
    return new RemoveFile(
        file.getPath(),
        Optional.of(now),
        changesRows,
        /* extendedFileMetadata= */ false,
        /* partitionValues= */ null,
        /* size= */ Optional.empty(),
        /* tags= */ null);
  }

  /** Says of files, by their paths, what their tags are. */
  List<Action> tagged(Map<String, Map<String, String>> tags) {
    List<Action> actions = new ArrayList<>();
    found(tags.keySet()).forEach(file -> actions.add(tagged(file, tags.get(file.getPath()))));
    return actions;
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
