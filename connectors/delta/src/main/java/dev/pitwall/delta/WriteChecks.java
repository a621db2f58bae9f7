package dev.pitwall.delta;

import dev.pitwall.delta.log.TableColumn;
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
final class WriteChecks {
  private WriteChecks() {}

  static void requireNoTable(LakeFiles files, TableSource target) {
    if (files.status(new Path(files.resolve(target.location()), "_delta_log")) != null) {
      throw new PitwallException(
          ErrorCode.DUPLICATE_OBJECT,
          "there is already a Delta table at '" + target.location() + "'; append to it instead");
    }
  }

  /** The request, with the partition columns of the table. */
  static WriteRequest matching(WriteRequest request, TableVersion table) {
    if (!table.writerFeatures().isEmpty()) {
      throw new PitwallException(
          ErrorCode.NOT_SUPPORTED,
          "'"
              + request.target().location()
              + "' is not written: its writers have to know "
              + String.join(", ", table.writerFeatures())
              + "; write it with another engine, or a table without that");
    }
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
    List<String> partition =
        table.columns().stream().filter(TableColumn::partition).map(TableColumn::name).toList();
    if (!request.partitionColumns().isEmpty() && !request.partitionColumns().equals(partition)) {
      throw new PitwallException(
          ErrorCode.TYPE_MISMATCH,
          "'"
              + request.target().location()
              + "' is partitioned by "
              + partition
              + ", not by "
              + request.partitionColumns());
    }
    return new WriteRequest(request.target(), request.schema(), partition, request.mode());
  }
}
