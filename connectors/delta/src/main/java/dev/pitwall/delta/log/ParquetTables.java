package dev.pitwall.delta.log;

import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.TableSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Tables that are plain Parquet files: one file, or all of a directory by name. Thread-safe. */
public final class ParquetTables {
  private final LakeFiles files;
  private final Function<Path, List<Field>> columns;

  /**
   * @param columns reads the columns of a Parquet file
   */
  public ParquetTables(LakeFiles files, Function<Path, List<Field>> columns) {
    this.files = files;
    this.columns = columns;
  }

  /** The one version of the table, whose columns are those of its first file. */
  public TableVersion read(TableSource source) {
    List<DataFile> found =
        statuses(source).stream()
            .map(
                file ->
                    new DataFile(
                        file.getPath(),
                        file.getPath().toString(),
                        new FileOrder(0, file.getModificationTime(), false),
                        file.getLen(),
                        Map.of(),
                        FileStatistics.UNKNOWN,
                        Deletions.NONE))
            .toList();
    List<TableColumn> table =
        columns.apply(found.get(0).path()).stream().map(TableColumn::stored).toList();
    return new TableVersion(source, "", 0, table, found, List.of(), Map.of());
  }

  private List<FileStatus> statuses(TableSource source) {
    Path path = files.resolve(source.location());
    FileStatus status = files.status(path);
    if (status == null) {
      throw new PitwallException(
          ErrorCode.LOCATION_NOT_FOUND, "there is nothing at '" + source.location() + "'");
    }
    List<FileStatus> found = status.isDirectory() ? files.list(path) : List.of(status);
    if (found.isEmpty()) {
      throw new PitwallException(
          ErrorCode.LOCATION_NOT_FOUND, "there is no file in '" + source.location() + "'");
    }
    return found;
  }
}
