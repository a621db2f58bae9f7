package dev.pitwall.delta.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.offline.TableCommit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Reads what the commits of a table's log say of themselves. Thread-safe. */
public final class CommitHistory {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern COMMIT = Pattern.compile("\\d{20}\\.json");

  private final LakeFiles files;

  public CommitHistory(LakeFiles files) {
    this.files = files;
  }

  /** The commits that are still in the log, newest first. */
  public List<TableCommit> of(Path log) {
    List<TableCommit> commits = new ArrayList<>();
    long latest = Long.MIN_VALUE;
    for (FileStatus file : files.list(log)) {
      if (COMMIT.matcher(file.getPath().getName()).matches()) {
        TableCommit commit = read(file, latest);
        latest = commit.committedAt();
        commits.add(commit);
      }
    }
    Collections.reverse(commits);
    return commits;
  }

  private TableCommit read(FileStatus file, long previous) {
    Actions actions = new Actions();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                files.fileSystem(file.getPath()).open(file.getPath()), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        actions.add(JSON.readTree(line));
      }
    } catch (JsonProcessingException e) {
      throw new PitwallException(
          ErrorCode.DATA_CORRUPT, "the commit " + file.getPath() + " is no JSON", e);
    } catch (IOException e) {
      throw LakeFiles.failure("cannot read " + file.getPath(), e);
    }
    long version = Long.parseLong(file.getPath().getName().substring(0, 20));
    return actions.commit(version, file.getModificationTime(), previous);
  }

  /** What one commit did. */
  private static final class Actions {
    private JsonNode info = JSON.createObjectNode();
    private long added;
    private long removed;
    private long rows;
    private boolean isCounted = true;

    void add(JsonNode action) throws JsonProcessingException {
      if (action.has("commitInfo")) {
        info = action.get("commitInfo");
      } else if (action.has("remove")) {
        removed++;
      } else if (action.has("add")) {
        added++;
        JsonNode count =
            JSON.readTree(action.get("add").path("stats").asText("{}")).path("numRecords");
        isCounted &= count.isIntegralNumber();
        rows += count.asLong();
      }
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
