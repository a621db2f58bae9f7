package dev.pitwall.delta.log;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pitwall.delta.storage.LakeFiles;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * When each data file of a table was added first: by which commit, and as which of its files.
 * Neither checkpoints nor Kernel keep that, so it is read from the commits themselves; files of
 * commits that were cleaned away come before all others. Thread-safe.
 */
final class CommitOrder {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");
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
      Path commit = new Path(log, String.format("%020d.json", next));
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  files.fileSystem(commit).open(commit), StandardCharsets.UTF_8))) {
        readCommit(lines);
      } catch (FileNotFoundException e) {
        continue;
      } catch (IOException e) {
        throw LakeFiles.failure("cannot read " + commit, e);
      }
    }
  }

  /** The oldest commit that was not cleaned away. */
  private long first() {
    return files.list(log).stream()
        .map(file -> COMMIT.matcher(file.getPath().getName()))
        .filter(Matcher::matches)
        .mapToLong(name -> Long.parseLong(name.group(1)))
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

  private void readCommit(BufferedReader lines) throws IOException {
    long index = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("{\"add\"")) {
        String path = JSON.readTree(line).path("add").path("path").asText();
        places.putIfAbsent(path, next << Integer.SIZE | index++);
        lastAdded.put(path, next);
      }
    }
  }
}
