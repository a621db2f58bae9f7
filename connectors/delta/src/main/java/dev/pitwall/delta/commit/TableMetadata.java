package dev.pitwall.delta.commit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What a new table is.
 *
 * @param schema its columns
 * @param partitionColumns those of them that partition it
 * @param properties what else its log says of it
 */
public record TableMetadata(
    Schema schema, List<String> partitionColumns, Map<String, String> properties) {
  public TableMetadata {
    Objects.requireNonNull(schema, "schema");
    partitionColumns = List.copyOf(partitionColumns);
    properties = Map.copyOf(properties);
  }
}
