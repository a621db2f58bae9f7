package dev.pitwall.delta.commit;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.hadoop.fs.Path;

/** Commits data files to Delta tables. Thread-safe. */
public interface DeltaCommitter {
  /**
   * Makes a table with its first files.
   *
   * @return the version
   */
  long create(Path table, Schema schema, List<String> partitionColumns, List<AddedFile> files);

  /**
   * Adds files to a table.
   *
   * @return the version that holds them
   */
  long append(Path table, List<AddedFile> files);

  /** Fails, naming the column, if tables cannot hold the schema. */
  void check(Schema schema);
}
