package dev.pitwall.delta.log;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.TableSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * One version of a table.
 *
 * @param tableId the id that the log has; empty for a table without a log
 * @param columns in table order
 * @param files in commit order
 * @param writerFeatures what a writer has to know to add to the table, by Delta's names, beyond
 *     what the first writers of Delta tables knew
 * @param properties what else the log says of the table
 */
public record TableVersion(
    TableSource source,
    String tableId,
    long version,
    List<TableColumn> columns,
    List<DataFile> files,
    List<String> writerFeatures,
    Map<String, String> properties)
    implements TableSnapshot {
  public TableVersion {
    columns = List.copyOf(columns);
    files = List.copyOf(files);
    writerFeatures = List.copyOf(writerFeatures);
    properties = Map.copyOf(properties);
  }

  @Override
  public Schema schema() {
    return new Schema(columns.stream().map(TableColumn::field).toList());
  }

  @Override
  public OptionalLong rowCount() {
    long rows = 0;
    for (DataFile file : files) {
      OptionalLong count = file.statistics().rowCount();
      if (count.isEmpty()) {
        return OptionalLong.empty();
      }
      rows += count.getAsLong() - file.deletions().count();
    }
    return OptionalLong.of(rows);
  }

  /** The same version with other files, as if it had no more. */
  TableVersion withFiles(List<DataFile> some) {
    return new TableVersion(source, tableId, version, columns, some, writerFeatures, properties);
  }

  /** Those of values that are compared: bytes are not. */
  @Override
  public List<String> partitionColumns() {
    return columns.stream()
        .filter(TableColumn::partition)
        .filter(column -> !(column.field().getType() instanceof ArrowType.Binary))
        .map(TableColumn::name)
        .toList();
  }

  /** The values of {@link #partitionColumns()} in a file, by name; null for NULL. */
  public Map<String, Object> partition(DataFile file) {
    Map<String, Object> values = new HashMap<>();
    for (String name : partitionColumns()) {
      TableColumn column = column(name);
      String text = file.partition().get(column.physicalName());
      values.put(name, PartitionValues.parse(column.field(), text));
    }
    return values;
  }

  /** The column of that name; null if there is none. */
  public TableColumn column(String name) {
    for (TableColumn column : columns) {
      if (column.name().equals(name)) {
        return column;
      }
    }
    return null;
  }

  /**
   * Fails when we do not know all that a writer of the table has to know.
   *
   * @throws PitwallException NOT_SUPPORTED naming what that is
   */
  public void requireWritable() {
    if (!writerFeatures.isEmpty()) {
      throw new PitwallException(
          ErrorCode.NOT_SUPPORTED,
          "'"
              + source.location()
              + "' is not written: its writers have to know "
              + String.join(", ", writerFeatures)
              + "; write it with another engine, or a table without that");
    }
  }
}
