package dev.pitwall.delta.commit;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import io.delta.standalone.DeltaLog;
import io.delta.standalone.Operation;
import io.delta.standalone.OptimisticTransaction;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.actions.Metadata;
import io.delta.standalone.exceptions.DeltaConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.hadoop.fs.Path;

/** Commits through Delta Standalone, which writes protocol (1, 2). */
public final class StandaloneCommitter implements DeltaCommitter {
  private static final String ENGINE = "Pitwall";

  private final LakeFiles files;

  public StandaloneCommitter(LakeFiles files) {
    this.files = files;
  }

  @Override
  public long create(
      Path table, Schema schema, List<String> partitionColumns, List<AddedFile> added) {
    return commit(
        table,
        added,
        log -> {
          if (log.tableExists()) {
            throw new PitwallException(
                ErrorCode.DUPLICATE_OBJECT,
                "there is already a table at " + table + "; append to it instead");
          }
          OptimisticTransaction transaction = log.startTransaction();
          transaction.updateMetadata(
              Metadata.builder()
                  .schema(DeltaTypes.of(schema))
                  .partitionColumns(partitionColumns)
                  .createdTime(System.currentTimeMillis())
                  .build());
          return transaction;
        });
  }

  @Override
  public long append(Path table, List<AddedFile> added) {
    return commit(table, added, DeltaLog::startTransaction);
  }

  @Override
  public void check(Schema schema) {
    DeltaTypes.of(schema);
  }

  @Override
  public long replace(Path table, FileReplacement replacement) {
    return commit(table, log -> new FilesInPlace(log).replace(replacement, ENGINE));
  }

  @Override
  public long tag(Path table, Map<String, Map<String, String>> tags) {
    return commit(table, log -> new FilesInPlace(log).tag(tags, ENGINE));
  }

  private long commit(
      Path table, List<AddedFile> added, Function<DeltaLog, OptimisticTransaction> start) {
    return commit(
        table,
        log -> {
          Operation operation = new Operation(Operation.Name.WRITE, Map.of("mode", "\"Append\""));
          List<AddFile> actions =
              added.stream().map(file -> action(file, /* changesRows= */ true)).toList();
          return start.apply(log).commit(actions, operation, ENGINE).getVersion();
        });
  }

  private long commit(Path table, ToLongFunction<DeltaLog> work) {
    try {
      return work.applyAsLong(DeltaLog.forTable(files.configuration(), table));
    } catch (PitwallException e) {
      throw e;
    } catch (DeltaConcurrentModificationException e) {
      throw new PitwallException(
          ErrorCode.COMMIT_CONFLICT, "another commit to " + table + " came first; try again", e);
    } catch (RuntimeException e) {
      throw LakeFiles.failure("cannot commit to " + table, e);
    }
  }

  static AddFile action(AddedFile file, boolean changesRows) {
    return new AddFile.Builder(
            file.path(), file.partition(), file.size(), file.modified(), changesRows)
        .stats(quoted(file.statistics()))
        .tags(file.tags())
        .build();
  }

  /** Standalone writes statistics as they are, though the log wants them as a quoted text. */
  static String quoted(String statistics) {
    return TextNode.valueOf(statistics).toString();
  }
}
