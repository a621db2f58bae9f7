package dev.pitwall.delta.write;

import dev.pitwall.delta.log.DeltaLogReader;
import dev.pitwall.delta.log.TableVersion;
import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.WriteRequest;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.hadoop.fs.Path;

/** Whether a write fits the table that is there, or is not. */
public final class WriteChecks {
  private WriteChecks() {}

  /** Fails when there is a table where one is to be made. */
  public static void requireNoTable(TableSource source, LakeFiles files) {
    if (files.status(DeltaLogReader.directory(files.resolve(source.location()))) != null) {
      throw new PitwallException(
          ErrorCode.DUPLICATE_OBJECT,
          "there is already a Delta table at '" + source.location() + "'; append to it instead");
    }
  }

  /** Fails when there are files, or a table, where one is to be made. */
  public static void requireNothingThere(TableSource source, LakeFiles files) {
    Path root = files.resolve(source.location());
    if (files.status(root) == null) {
      return;
    }
    requireNoTable(source, files);
    if (!files.list(root).isEmpty()) {
      throw new PitwallException(
          ErrorCode.DUPLICATE_OBJECT,
          "there are other files at '"
              + source.location()
              + "', so no table is made there; name another place");
    }
  }

  /** Fails when the table is not to be written by us, or has not the columns of the request. */
  static void checkFits(WriteRequest request, TableVersion table) {
    table.requireWritable();
    List<Field> fields = request.schema().getFields();
    boolean sameSchema = fields.size() == table.columns().size();
    for (int i = 0; sameSchema && i < fields.size(); i++) {
      Field expected = table.columns().get(i).field();
      sameSchema =
          expected.getName().equals(fields.get(i).getName())
              && expected.getType().equals(fields.get(i).getType());
    }
    if (!sameSchema) {
      throw new PitwallException(
          ErrorCode.TYPE_MISMATCH,
          "'"
              + request.target().location()
              + "' has the columns "
              + table.schema().getFields()
              + ", not "
              + fields);
    }
  }

  /** Fails when the table is not partitioned by the columns that the request names, if any. */
  static void checkPartitions(WriteRequest request, List<String> partitions) {
    List<String> asked = request.partitionColumns();
    if (!asked.isEmpty() && !asked.equals(partitions)) {
      throw otherPartitions(request.target(), partitions, asked);
    }
  }

  static PitwallException otherPartitions(
      TableSource table, List<String> partitions, Object asked) {
    return new PitwallException(
        ErrorCode.TYPE_MISMATCH,
        "'%s' is partitioned by %s, not by %s; leave partition_by out"
            .formatted(table.location(), partitions, asked));
  }
}
