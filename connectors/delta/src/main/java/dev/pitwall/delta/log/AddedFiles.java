package dev.pitwall.delta.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pitwall.delta.storage.LakeFiles;
import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * The files that commits before a version added with new rows, as long as no commit took rows away.
 * Files that only have rows of others in a new order are passed over, and those whose rows they
 * have are read where they were. Not thread-safe.
 */
final class AddedFiles {
  private final LakeFiles files;
  private final Path root;
  private final CommitOrder order;
  private final TableVersion version;
  private final Map<String, JsonNode> added = new LinkedHashMap<>();
  private boolean rowsWent;

  AddedFiles(LakeFiles files, Path root, CommitOrder order, TableVersion version) {
    this.files = files;
    this.root = root;
    this.order = order;
    this.version = version;
  }

  /** The files, in commit order; empty where rows went, or a commit or a file is not there. */
  Optional<List<DataFile>> since(long before) {
    for (long next = before + 1; next <= version.version(); next++) {
      if (!isThere(CommitFile.of(DeltaLogReader.directory(root), next)) || rowsWent) {
        return Optional.empty();
      }
    }
    Map<String, DataFile> kept = new HashMap<>();
    version.files().forEach(file -> kept.put(file.logPath(), file));
    List<DataFile> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> add : added.entrySet()) {
      DataFile file = kept.get(add.getKey());
      if (file == null) {
        file = file(add.getKey(), add.getValue());
        if (files.status(file.path()) == null) {
          return Optional.empty();
        }
      }
      found.add(file);
    }
    found.sort(DataFile.IN_COMMIT_ORDER);
    return Optional.of(found);
  }

  private boolean isThere(CommitFile commit) {
    try {
      commit.read(files, this::note);
      return true;
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  /** False once rows went: then nothing else matters. */
  private boolean note(JsonNode action) {
    if (action.has("remove")) {
      rowsWent |= changesRows(action.get("remove"));
    } else if (action.has("add") && changesRows(action.get("add"))) {
      JsonNode add = action.get("add");
      rowsWent |= add.hasNonNull("deletionVector");
      added.put(add.path("path").asText(), add);
    }
    return !rowsWent;
  }

  private static boolean changesRows(JsonNode file) {
    return file.path("dataChange").asBoolean(true);
  }

  /** A file whose rows are in others by now. */
  private DataFile file(String path, JsonNode add) {
    long modified = add.path("modificationTime").asLong();
    FileOrder place =
        FileOrder.tagged(texts(add.path("tags")))
            .orElseGet(() -> new FileOrder(order.place(path), modified, false));
    return new DataFile(
        DeltaLogReader.within(root, DeltaLogReader.file(root, path)),
        path,
        place,
        add.path("size").asLong(),
        texts(add.path("partitionValues")),
        FileStatistics.parse(add.path("stats").asText(null)),
        Deletions.NONE);
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new HashMap<>();
    object.properties().forEach(each -> texts.put(each.getKey(), each.getValue().textValue()));
    return texts;
  }
}
