package dev.pitwall.delta.commit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Files to be put in the place of others.
 *
 * @param kind what becomes of the rows
 * @param removed the others, as the log has their paths
 * @param added the files
 * @param transaction what the commit is told by afterwards, if by anything
 */
public record FileReplacement(
    Kind kind, Set<String> removed, List<AddedFile> added, Optional<TransactionId> transaction) {
  public FileReplacement {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(transaction, "transaction");
    removed = Set.copyOf(removed);
    added = List.copyOf(added);
  }

  /** What becomes of the rows. */
  public enum Kind {
    /** They are the same. */
    COMPACTION,
    /** Some are gone. */
    ERASURE
  }
}
