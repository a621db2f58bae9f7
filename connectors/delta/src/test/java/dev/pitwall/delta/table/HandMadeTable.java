package dev.pitwall.delta.table;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/** A Delta table of Parquet files and commits that a test writes itself, as other writers do. */
final class HandMadeTable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;

  HandMadeTable(Path directory) {
    this.directory = directory;
    try {
      Files.createDirectories(directory.resolve("_delta_log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path directory() {
    return directory;
  }

  TableSource source() {
    return new TableSource(SourceFormat.DELTA, directory.toString(), Map.of());
  }

  /** Writes a Parquet file with no more rows than that in a page, and in a row group. */
  void file(
      String name, MessageType schema, int pageRows, int groupRows, List<? extends List<?>> rows) {
    Path path = directory.resolve(name);
    try {
      Files.createDirectories(path.getParent());
      try (ParquetWriter<Group> writer =
          ExampleParquetWriter.builder(new LocalOutputFile(path))
              .withType(schema)
              .withPageRowCountLimit(pageRows)
              .withRowGroupRowCountLimit(groupRows)
              .withDictionaryEncoding(false)
              .build()) {
        for (List<?> row : rows) {
          writer.write(group(schema, row));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Group group(MessageType schema, List<?> row) {
    Group group = new SimpleGroup(schema);
    fill(group, row);
    return group;
  }

  /** What is nested is a list of its parts. */
  private static void fill(Group group, List<?> row) {
    for (int i = 0; i < row.size(); i++) {
      Object value = row.get(i);
      if (value instanceof Long number) {
        group.add(i, number);
      } else if (value instanceof Integer number) {
        group.add(i, number);
      } else if (value instanceof Double number) {
        group.add(i, number);
      } else if (value instanceof Float number) {
        group.add(i, number);
      } else if (value instanceof Boolean flag) {
        group.add(i, flag);
      } else if (value instanceof List<?> parts) {
        fill(group.addGroup(i), parts);
      } else if (value instanceof Binary bytes) {
        group.add(i, bytes);
      } else if (value != null) {
        group.add(i, (String) value);
      }
    }
  }

  /** Writes a commit. */
  void commit(long version, ObjectNode... actions) {
    StringBuilder lines = new StringBuilder();
    for (ObjectNode action : actions) {
      lines.append(action).append('\n');
    }
    try {
      Files.writeString(
          directory.resolve("_delta_log").resolve("%020d.json".formatted(version)), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The protocol of a table that needs these features of its readers and writers. */
  static ObjectNode protocol(String... features) {
    ObjectNode action = JSON.createObjectNode();
    ObjectNode protocol = action.putObject("protocol");
    boolean plain = features.length == 0;
    protocol.put("minReaderVersion", plain ? 1 : 3).put("minWriterVersion", plain ? 2 : 7);
    if (!plain) {
      for (String key : List.of("readerFeatures", "writerFeatures")) {
        protocol.set(key, JSON.valueToTree(List.of(features)));
      }
    }
    return action;
  }

  /** A column without metadata of its own. */
  static Map<String, Object> column(String name, Object type) {
    return column(name, type, Map.of());
  }

  static Map<String, Object> column(String name, Object type, Map<String, Object> metadata) {
    return Map.of("name", name, "type", type, "nullable", true, "metadata", metadata);
  }

  static ObjectNode metadata(
      List<Map<String, Object>> columns, List<String> partition, Map<String, String> settings) {
    ObjectNode action = JSON.createObjectNode();
    ObjectNode schema = JSON.createObjectNode().put("type", "struct");
    schema.set("fields", JSON.valueToTree(columns));
    ObjectNode metadata = action.putObject("metaData");
    metadata.put("id", "5fba94ed-9794-4965-ba6e-6ee3c0d22af9");
    metadata.putObject("format").put("provider", "parquet").putObject("options");
    metadata.put("schemaString", schema.toString());
    metadata.set("partitionColumns", JSON.valueToTree(partition));
    metadata.set("configuration", JSON.valueToTree(settings));
    metadata.put("createdTime", 1L);
    return action;
  }

  /** Adds a file; the path as the log has it, and the statistics as JSON or null. */
  ObjectNode add(String path, Map<String, String> partition, String statistics) {
    ObjectNode action = JSON.createObjectNode();
    ObjectNode add = action.putObject("add");
    add.put("path", path);
    add.set("partitionValues", JSON.valueToTree(partition));
    add.put("size", size(path));
    add.put("modificationTime", 1L);
    add.put("dataChange", true);
    if (statistics != null) {
      add.put("stats", statistics);
    }
    return action;
  }

  /** Adds a file without some of its rows. */
  ObjectNode add(String path, String statistics, DeletionVector deleted) {
    ObjectNode action = add(path, Map.of(), statistics);
    ((ObjectNode) action.get("add")).set("deletionVector", deleted.descriptor());
    return action;
  }

  static ObjectNode remove(String path) {
    ObjectNode action = JSON.createObjectNode();
    action
        .putObject("remove")
        .put("path", path)
        .put("deletionTimestamp", 1L)
        .put("dataChange", true);
    return action;
  }

  /** Removes a file that was there without some of its rows. */
  static ObjectNode remove(String path, DeletionVector deleted) {
    ObjectNode action = remove(path);
    ((ObjectNode) action.get("remove")).set("deletionVector", deleted.descriptor());
    return action;
  }

  private long size(String path) {
    try {
      return Files.size(directory.resolve(URI.create(path).getPath()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
