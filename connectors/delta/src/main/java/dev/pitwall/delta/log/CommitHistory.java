package dev.pitwall.delta.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.spi.offline.TableCommit;
import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Reads what the commits of a table's log say of themselves. Thread-safe. */
public final class CommitHistory {
  private final LakeFiles files;

  public CommitHistory(LakeFiles files) {
    this.files = files;
  }

  /** The commits that are still in the log, newest first. */
  public List<TableCommit> of(Path log) {
    List<TableCommit> commits = new ArrayList<>();
    long latest = Long.MIN_VALUE;
    for (FileStatus file : files.list(log)) {
      CommitFile commit = new CommitFile(file.getPath());
      if (commit.version().isPresent()) {
        Actions actions = read(commit);
        TableCommit next =
            actions.commit(commit.version().getAsLong(), file.getModificationTime(), latest);
        latest = next.committedAt();
        commits.add(next);
      }
    }
    Collections.reverse(commits);
    return commits;
  }

  private Actions read(CommitFile commit) {
    Actions actions = new Actions();
    try {
      commit.read(files, actions::add);
      return actions;
    } catch (FileNotFoundException e) {
      throw LakeFiles.failure("cannot read " + commit.path(), e);
    }
  }

  /** What one commit did. */
  private static final class Actions {
    private JsonNode info = MissingNode.getInstance();
    private long added;
    private long removed;
    private long rows;
    private boolean isCounted = true;

    boolean add(JsonNode action) {
      if (action.has("commitInfo")) {
        info = action.get("commitInfo");
      } else if (action.has("remove")) {
        removed++;
      } else if (action.has("add")) {
        added++;
        String statistics = action.get("add").path("stats").asText(null);
        OptionalLong count = FileStatistics.parse(statistics).rowCount();
        isCounted &= count.isPresent();
        rows += count.orElse(0);
      }
      return true;
    }

    /**
     * As readers of the log see it, a commit comes a millisecond after the last at the earliest.
     */
    TableCommit commit(long version, long modified, long previous) {
      long millis = info.path("inCommitTimestamp").asLong(modified);
      long micros =
          previous == Long.MIN_VALUE ? millis * 1_000 : Math.max(millis * 1_000, previous + 1_000);
      Map<String, String> parameters = new TreeMap<>();
      info.path("operationParameters")
          .properties()
          .forEach(each -> parameters.put(each.getKey(), text(each.getValue())));
      return new TableCommit(
          version,
          micros,
          info.path("operation").asText(""),
          parameters,
          info.path("engineInfo").asText(""),
          isCounted ? OptionalLong.of(rows) : OptionalLong.empty(),
          added,
          removed);
    }

    private static String text(JsonNode value) {
      return value.isTextual() ? value.textValue() : value.toString();
    }
  }
}
