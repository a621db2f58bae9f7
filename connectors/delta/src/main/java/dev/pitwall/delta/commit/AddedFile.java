package dev.pitwall.delta.commit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A data file to be added to a table.
 *
 * @param path below the table, separated by slashes
 * @param partition the text of each partition value, null for NULL
 * @param size in bytes
 * @param modified when it was written, in milliseconds since the epoch
 * @param statistics its statistics, a JSON object
 * @param tags what else the log says of it
 */
public record AddedFile(
    String path,
    Map<String, String> partition,
    long size,
    long modified,
    String statistics,
    Map<String, String> tags) {
  public AddedFile {
    partition = Collections.unmodifiableMap(new LinkedHashMap<>(partition));
    tags = Map.copyOf(tags);
  }
}
