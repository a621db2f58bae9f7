package dev.pitwall.delta.commit;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.pitwall.delta.logstore.BucketLogStore;
import dev.pitwall.delta.logstore.CommitAttempt;
import dev.pitwall.delta.logstore.LocalLogStore;
import dev.pitwall.delta.logstore.TooManyConflictsException;
import dev.pitwall.delta.logstore.UnknownOutcomeException;
import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import io.delta.standalone.DeltaLog;
import io.delta.standalone.Operation;
import io.delta.standalone.OptimisticTransaction;
import io.delta.standalone.actions.Action;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.actions.Metadata;
import io.delta.standalone.actions.SetTransaction;
import io.delta.standalone.exceptions.ConcurrentTransactionException;
import io.delta.standalone.exceptions.DeltaConcurrentModificationException;
import io.delta.standalone.types.StructField;
import io.delta.standalone.types.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits through Delta Standalone, which writes protocol (1, 2). */
public final class StandaloneCommitter implements DeltaCommitter {
  private static final Logger LOG = LoggerFactory.getLogger(StandaloneCommitter.class);
  private static final String ENGINE = "Pitwall";
  private static final Operation APPEND =
      new Operation(Operation.Name.WRITE, Map.of("mode", "\"Append\""));
  private static final Operation CREATE =
      new Operation(Operation.Name.CREATE_TABLE, Map.of("isManaged", "false"));
  private static final Operation ADD_COLUMNS = new Operation(Operation.Name.ADD_COLUMNS, Map.of());
  private static final Operation ERASE = new Operation(Operation.Name.DELETE, Map.of());
  private static final Operation OPTIMIZE =
      new Operation(Operation.Name.MANUAL_UPDATE, Map.of("kind", "\"OPTIMIZE\""));
  private static final Operation ORDER =
      new Operation(Operation.Name.MANUAL_UPDATE, Map.of("kind", "\"ORDER OF COMMITS\""));

  private final Configuration configuration;

  public StandaloneCommitter(LakeFiles files) {
    configuration = new Configuration(files.configuration());
    configuration.set("delta.logStore.file.impl", LocalLogStore.class.getName());
    configuration.set("delta.logStore.s3a.impl", BucketLogStore.class.getName());
  }

  @Override
  public long create(Path table, TableMetadata metadata, List<AddedFile> added) {
    NewColumns.check(metadata.schema().getFields());
    return guarded(
        table,
        () -> {
          DeltaLog log = DeltaLog.forTable(configuration, table);
          if (log.tableExists()) {
            throw new PitwallException(
                ErrorCode.DUPLICATE_OBJECT,
                "there is already a table at " + table + "; append to it instead");
          }
          OptimisticTransaction transaction = log.startTransaction();
          transaction.updateMetadata(
              Metadata.builder()
                  .schema(DeltaTypes.of(metadata.schema()))
                  .partitionColumns(metadata.partitionColumns())
                  .configuration(metadata.properties())
                  .createdTime(System.currentTimeMillis())
                  .build());
          return commit(table, transaction, actions(added), added.isEmpty() ? CREATE : APPEND);
        });
  }

  @Override
  public long addColumns(Path table, List<Field> columns) {
    NewColumns.check(columns);
    return guarded(
        table,
        () -> {
          OptimisticTransaction transaction = start(table);
          Metadata metadata = transaction.metadata();
          StructType schema = metadata.getSchema();
          for (StructField column : DeltaTypes.of(new Schema(columns)).getFields()) {
            requireNew(column.getName(), schema);
            schema = schema.add(column);
          }
          transaction.updateMetadata(metadata.copyBuilder().schema(schema).build());
          return commit(table, transaction, List.of(), ADD_COLUMNS);
        });
  }

  private static void requireNew(String column, StructType schema) {
    for (String known : schema.getFieldNames()) {
      if (known.equalsIgnoreCase(column)) {
        throw new PitwallException(
            ErrorCode.DUPLICATE_COLUMN, "the table has a column " + known + " already");
      }
    }
  }

  @Override
  public long append(Path table, List<AddedFile> added) {
    return guarded(table, () -> commit(table, start(table), actions(added), APPEND));
  }

  @Override
  public OptionalLong append(Path table, List<AddedFile> added, TransactionId id) {
    return guarded(
        table,
        () -> {
          while (true) {
            OptimisticTransaction transaction = start(table);
            if (transaction.txnVersion(id.application()) >= id.version()) {
              return OptionalLong.empty();
            }
            try {
              return OptionalLong.of(commit(table, transaction, actions(added, id), APPEND));
            } catch (ConcurrentTransactionException e) {
              // The application committed elsewhere meanwhile; it has got further, so this ends.
              LOG.debug("another commit of {} came first", id.application(), e);
            }
          }
        });
  }

  @Override
  public OptionalLong transactionVersion(Path table, String application) {
    long version = guarded(table, () -> start(table).txnVersion(application));
    return version < 0 ? OptionalLong.empty() : OptionalLong.of(version);
  }

  @Override
  public void check(Schema schema) {
    DeltaTypes.of(schema);
  }

  @Override
  public long replace(Path table, FileReplacement replacement) {
    return guarded(
        table,
        () -> {
          OptimisticTransaction transaction = start(table);
          List<Action> actions = new FilesInPlace(transaction).replaced(replacement);
          return commit(table, transaction, actions, operation(replacement.kind()));
        });
  }

  @Override
  public long tag(Path table, Map<String, Map<String, String>> tags) {
    return guarded(
        table,
        () -> {
          OptimisticTransaction transaction = start(table);
          return commit(table, transaction, new FilesInPlace(transaction).tagged(tags), ORDER);
        });
  }

  private static Operation operation(FileReplacement.Kind kind) {
    return switch (kind) {
      case COMPACTION -> OPTIMIZE;
      case ERASURE -> ERASE;
    };
  }

  private OptimisticTransaction start(Path table) {
    return DeltaLog.forTable(configuration, table).startTransaction();
  }

  /**
   * Standalone writes the commit, then reads the log and may write a checkpoint. What fails there
   * is no failure of the commit.
   */
  private static long commit(
      Path table, OptimisticTransaction transaction, List<Action> actions, Operation operation)
      throws Exception {
    try (CommitAttempt attempt = CommitAttempt.begin()) {
      try {
        return transaction.commit(actions, operation, ENGINE).getVersion();
      } catch (Exception | LinkageError e) {
        if (attempt.written().isEmpty()) {
          throw e;
        }
        long version = attempt.written().getAsLong();
        LOG.warn(
            "version {} of {} is committed, but not all that follows: {}",
            version,
            table,
            e.toString());
        return version;
      }
    }
  }

  /** Standalone is Scala, whose methods throw checked exceptions without saying so. */
  private static <T> T guarded(Path table, Callable<T> work) {
    String attempt = "cannot commit to " + table;
    try {
      return work.call();
    } catch (PitwallException e) {
      throw e;
    } catch (DeltaConcurrentModificationException | TooManyConflictsException e) {
      throw new PitwallException(
          ErrorCode.COMMIT_CONFLICT, "other commits to " + table + " came first; try again", e);
    } catch (UnknownOutcomeException e) {
      throw new PitwallException(
          ErrorCode.STORE_UNAVAILABLE,
          attempt
              + ": the store does not say whether it was written; see if it is before you try"
              + " again",
          e);
    } catch (Exception e) {
      throw LakeFiles.failure(attempt, e);
    }
  }

  private static List<Action> actions(List<AddedFile> added) {
    return added.stream().<Action>map(file -> action(file, /* changesRows= */ true)).toList();
  }

  private static List<Action> actions(List<AddedFile> added, TransactionId id) {
    List<Action> actions = new ArrayList<>(actions(added));
    actions.add(action(id));
    return actions;
  }

  static SetTransaction action(TransactionId id) {
    return new SetTransaction(
        id.application(), id.version(), Optional.of(System.currentTimeMillis()));
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
