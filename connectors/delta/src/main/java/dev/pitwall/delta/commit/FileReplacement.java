package dev.pitwall.delta.commit;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Files to be put in the place of others.
 *
 * @param kind what becomes of the rows
 * @param removed the others, as the log has their paths
 * @param added the files
 */
public record FileReplacement(Kind kind, Set<String> removed, List<AddedFile> added) {
  public FileReplacement {
    Objects.requireNonNull(kind, "kind");
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
