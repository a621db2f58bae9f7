package dev.pitwall.delta.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pitwall.delta.storage.LakeFiles;
import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.hadoop.fs.Path;

/**
 * When each data file of a table was added first: by which commit, and as which of its files.
 * Neither checkpoints nor Kernel keep that, so it is read from the commits themselves; files of
 * commits that were cleaned away come before all others. Thread-safe.
 */
final class CommitOrder {
  private static final long CLEANED_AWAY = -1;

  private final LakeFiles files;
  private final Path log;
  private final Map<String, Long> places = new HashMap<>();
  private final Map<String, Long> lastAdded = new HashMap<>();
  private long next;

  CommitOrder(LakeFiles files, Path log) {
    this.files = files;
    this.log = log;
  }

  /** Reads the commits up to a version, as far as they were not read before. */
  synchronized void readUpTo(long version) {
    if (next == 0) {
      next = first();
    }
    for (; next <= version; next++) {
      List<String> added = new ArrayList<>();
      try {
        CommitFile.of(log, next).read(files, action -> noteAdded(action, added));
      } catch (FileNotFoundException e) {
        continue;
      }
      for (int i = 0; i < added.size(); i++) {
        places.putIfAbsent(added.get(i), next << Integer.SIZE | i);
        lastAdded.put(added.get(i), next);
      }
    }
  }

  /** The oldest commit that was not cleaned away. */
  private long first() {
    return files.list(log).stream()
        .map(file -> new CommitFile(file.getPath()).version())
        .flatMapToLong(OptionalLong::stream)
        .min()
        .orElse(0);
  }

  /** The place of a file, by its path as the log has it; ascending in commit order. */
  synchronized long place(String path) {
    return places.getOrDefault(path, CLEANED_AWAY);
  }

  /** The files that commits after a version added, by their paths as the log has them. */
  synchronized List<String> addedAfter(long version) {
    return lastAdded.entrySet().stream()
        .filter(added -> added.getValue() > version)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean noteAdded(JsonNode action, List<String> added) {
    if (action.has("add")) {
      added.add(action.get("add").path("path").asText());
    }
    return true;
  }
}
