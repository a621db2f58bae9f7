package dev.pitwall.core.feast.mapping;

import dev.pitwall.core.feast.file.FeastField;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * An entity of ours that stands for one of Feast's, or for several that views name together.
 *
 * @param comment empty when nobody said
 * @param note what the reader of a report should know; null when there is nothing
 */
record MappedEntity(String name, List<FeastField> keys, String comment, String note) {
  MappedEntity {
    Objects.requireNonNull(name, "name");
    keys = List.copyOf(keys);
    Objects.requireNonNull(comment, "comment");
  }

  /** The statement that creates it. */
  String statement() {
    return "CREATE OR REPLACE ENTITY "
        + SqlText.name(name)
        + keys.stream()
            .map(key -> SqlText.name(key.name()) + " " + KeyTypes.of(key))
            .collect(Collectors.joining(", ", " (", ")"))
        + SqlText.comment(comment);
  }
}
