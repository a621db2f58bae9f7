package dev.pitwall.delta.log;

import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.TableSnapshot;
import java.util.List;
import java.util.OptionalLong;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * One version of a table.
 *
 * @param columns in table order
 * @param files in commit order
 * @param writerFeatures what a writer has to know to add to the table, by Delta's names, beyond
 *     what the first writers of Delta tables knew
 */
public record TableVersion(
    TableSource source,
    long version,
    List<TableColumn> columns,
    List<DataFile> files,
    List<String> writerFeatures)
    implements TableSnapshot {
  public TableVersion {
    columns = List.copyOf(columns);
    files = List.copyOf(files);
    writerFeatures = List.copyOf(writerFeatures);
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

  /** The column of that name; null if there is none. */
  public TableColumn column(String name) {
    for (TableColumn column : columns) {
      if (column.name().equals(name)) {
        return column;
      }
    }
    return null;
  }
}
