package dev.pitwall.delta.rewrite;

import dev.pitwall.delta.commit.AddedFile;
import dev.pitwall.delta.commit.DataFileWriter;
import dev.pitwall.delta.commit.FileReplacement;
import dev.pitwall.delta.commit.TransactionId;
import dev.pitwall.delta.log.DataFile;
import dev.pitwall.delta.scan.DataFileReader;
import dev.pitwall.delta.scan.DeltaScan;
import dev.pitwall.spi.offline.ScanHandle;
import dev.pitwall.spi.predicate.ComparisonOperator;
import dev.pitwall.spi.predicate.Predicate;
import dev.pitwall.spi.pushdown.PushdownResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Rewrites the files of a version that have rows of a key, each by itself. Not thread-safe. */
final class Erasure {
  private final TableFiles table;
  private final Map<String, Object> key;
  private final String application;
  private final long removedBefore;
  private final KeyRows rows;
  private final Set<String> removed = new HashSet<>();
  private final List<AddedFile> added = new ArrayList<>();
  private final List<DataFileWriter> written = new ArrayList<>();
  private long removedRows;

  /**
   * Prepares.
   *
   * @param application by whose transaction, in the log, the rows removed so far are told
   * @param removedBefore how many those are
   */
  Erasure(TableFiles table, Map<String, Object> key, String application, long removedBefore) {
    this.table = table;
    this.key = key;
    this.application = application;
    this.removedBefore = removedBefore;
    this.rows = new KeyRows(key);
  }

  /** Writes what is to be put in place. */
  FileReplacement run() throws IOException {
    for (DataFile file : withRows(candidates())) {
      rewrite(file);
    }
    TransactionId transaction = new TransactionId(application, removedRows());
    return new FileReplacement(
        FileReplacement.Kind.ERASURE, removed, added, Optional.of(transaction));
  }

  /** Rows removed by this run and those before. */
  long removedRows() {
    return removedBefore + removedRows;
  }

  /** Removes what was written, where it was not committed. */
  void discard() {
    written.forEach(DataFileWriter::discard);
  }

  private List<DataFile> candidates() {
    List<Predicate> terms = new ArrayList<>();
    key.forEach(
        (column, value) ->
            terms.add(new Predicate.Comparison(column, ComparisonOperator.EQUAL, value)));
    DeltaScan all = new DeltaScan(table.table(), table.footers());
    ScanHandle pruned =
        all.push(new Predicate.AllOf(terms)).map(PushdownResult::handle).orElse(all);
    return ((DeltaScan) pruned).files();
  }

  private List<DataFile> withRows(List<DataFile> files) {
    List<DataFile> found = new ArrayList<>();
    try (DataFileReader reader = table.read(files, List.copyOf(key.keySet()))) {
      for (VectorSchemaRoot batch = reader.next(); batch != null; batch = reader.next()) {
        try (VectorSchemaRoot read = batch) {
          if (rows.isIn(read)) {
            found.add(reader.file());
            reader.skipFile();
          }
        }
      }
      return found;
    }
  }

  private void rewrite(DataFile file) throws IOException {
    removed.add(file.logPath());
    DataFileWriter writer = null;
    List<String> columns = table.table().columns().stream().map(column -> column.name()).toList();
    try (DataFileReader reader = table.read(List.of(file), columns)) {
      for (VectorSchemaRoot batch = reader.next(); batch != null; batch = reader.next()) {
        try (VectorSchemaRoot read = batch) {
          int[] kept = rows.others(read);
          removedRows += read.getRowCount() - kept.length;
          if (kept.length > 0) {
            writer = writer == null ? opened() : writer;
            writer.append(table.stored(read), kept);
          }
        }
      }
    }
    if (writer != null) {
      added.add(table.finish(writer, file));
    }
  }

  private DataFileWriter opened() throws IOException {
    DataFileWriter writer = table.write();
    written.add(writer);
    return writer;
  }
}
