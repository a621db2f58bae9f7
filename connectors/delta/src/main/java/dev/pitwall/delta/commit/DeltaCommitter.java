package dev.pitwall.delta.commit;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.hadoop.fs.Path;

/**
 * Commits data files to Delta tables. Any number of processes may do so at the same time: each
 * commit is in the log once, or not at all, or fails with STORE_UNAVAILABLE when nobody can know.
 * Thread-safe.
 */
public interface DeltaCommitter {
  /**
   * Makes a table with its first files.
   *
   * @return the version
   */
  long create(Path table, TableMetadata metadata, List<AddedFile> files);

  /**
   * Gives a table more columns, after those that it has.
   *
   * @return the version that has them
   * @throws dev.pitwall.spi.error.PitwallException DUPLICATE_COLUMN when it has one of them
   */
  long addColumns(Path table, List<Field> columns);

  /**
   * Adds files to a table, after what others commit meanwhile.
   *
   * @return the version that holds them
   */
  long append(Path table, List<AddedFile> files);

  /**
   * Adds files to a table unless this transaction, or a later one of its application, is in the
   * table already. After any failure the same call may be made again.
   *
   * @return the version that holds them; empty if the files were not needed
   */
  OptionalLong append(Path table, List<AddedFile> files, TransactionId transaction);

  /**
   * Replaces files of a table by others in one commit.
   *
   * @return the version that holds them
   * @throws dev.pitwall.spi.error.PitwallException COMMIT_CONFLICT when one of the files is not in
   *     the table any more, or, where rows go, when rows came meanwhile
   */
  long replace(Path table, FileReplacement replacement);

  /**
   * Tags files of a table.
   *
   * @param tags by the paths of the files, as the log has them
   * @return the version that holds the tags
   * @throws dev.pitwall.spi.error.PitwallException COMMIT_CONFLICT when one of the files is not in
   *     the table any more
   */
  long tag(Path table, Map<String, Map<String, String>> tags);

  /** The version of an application's last transaction in a table; empty if it made none. */
  OptionalLong transactionVersion(Path table, String application);

  /** Fails, naming the column, if tables cannot hold the schema. */
  void check(Schema schema);
}
