package dev.pitwall.delta.rewrite;

import dev.pitwall.delta.commit.AddedFile;
import dev.pitwall.delta.commit.DataFileWriter;
import dev.pitwall.delta.commit.FileReplacement;
import dev.pitwall.delta.commit.RowRunWriter;
import dev.pitwall.delta.log.DataFile;
import dev.pitwall.delta.order.CurveRows;
import dev.pitwall.delta.order.OrderedRows;
import dev.pitwall.delta.order.SortColumn;
import dev.pitwall.delta.order.SortedRows;
import dev.pitwall.delta.scan.DataFileReader;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.offline.maintenance.CompactionRequest;
import dev.pitwall.spi.offline.maintenance.CompactionRequest.Layout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Rewrites groups of files of a version. Not thread-safe. */
final class Compaction {
  /** A smaller file is worth rewriting. */
  private static final double SMALL = 0.75;

  /** The rows of a group are held in memory at once; the more, the better they are ordered. */
  private static final int FILES_ORDERED_AT_ONCE = 4;

  /** To look up from the rows takes longer than to add one to a file. */
  private static final int ROWS_BETWEEN_LOOKS = 1_024;

  private final TableFiles table;
  private final CompactionRequest request;
  private final Set<String> removed = new HashSet<>();
  private final List<AddedFile> added = new ArrayList<>();
  private final List<DataFileWriter> written = new ArrayList<>();

  Compaction(TableFiles table, CompactionRequest request) {
    this.table = table;
    this.request = request;
  }

  /** Writes what is to be put in place. */
  FileReplacement run() throws IOException {
    request.order().forEach(this::requireThere);
    for (List<DataFile> group : groups()) {
      rewrite(group);
    }
    return new FileReplacement(FileReplacement.Kind.COMPACTION, removed, added, Optional.empty());
  }

  /** Others may have changed the table since the request was defined. */
  private void requireThere(String column) {
    if (table.table().column(column) == null) {
      throw new PitwallException(
          ErrorCode.COLUMN_NOT_FOUND,
          "there is no column '%s' in '%s' any more; run CREATE OR REPLACE again"
              .formatted(column, request.table().location()));
    }
  }

  /** Removes what was written, where it was not committed. */
  void discard() {
    written.forEach(DataFileWriter::discard);
  }

  private List<List<DataFile>> groups() {
    if (request.layout() == Layout.Z_ORDER) {
      long most = request.targetBytes() * FILES_ORDERED_AT_ONCE;
      return new FileGroups(table.table(), request.identity(), most).of(this::isWanted);
    }
    return new FileGroups(table.table(), request.identity(), request.targetBytes())
        .of(file -> isWanted(file) && file.size() < SMALL * request.targetBytes()).stream()
            .filter(group -> group.size() > 1)
            .toList();
  }

  private boolean isWanted(DataFile file) {
    return request
        .partitions()
        .map(partitions -> partitions.contains(table.table().partition(file)))
        .orElse(true);
  }

  private void rewrite(List<DataFile> group) throws IOException {
    List<VectorSchemaRoot> batches = new ArrayList<>();
    try {
      group.forEach(file -> removed.add(file.logPath()));
      read(group, batches);
      if (!batches.isEmpty()) {
        write(group.get(0), batches, ordered(batches));
      }
    } finally {
      batches.forEach(VectorSchemaRoot::close);
    }
  }

  private void read(List<DataFile> group, List<VectorSchemaRoot> batches) {
    List<String> columns = table.table().columns().stream().map(column -> column.name()).toList();
    try (DataFileReader reader = table.read(group, columns)) {
      for (VectorSchemaRoot batch = reader.next(); batch != null; batch = reader.next()) {
        batches.add(batch);
      }
    }
  }

  private OrderedRows ordered(List<VectorSchemaRoot> batches) {
    int rows = batches.stream().mapToInt(VectorSchemaRoot::getRowCount).reduce(0, Math::addExact);
    List<SortColumn> columns =
        request.order().stream().map(column -> SortColumn.of(batches, column)).toList();
    return request.layout() == Layout.Z_ORDER
        ? new CurveRows(columns, rows)
        : new SortedRows(columns, rows);
  }

  /** Rows that are alike are never divided between two files, which share one place in the log. */
  private void write(DataFile first, List<VectorSchemaRoot> batches, OrderedRows rows)
      throws IOException {
    RowRunWriter writer = opened(batches);
    boolean full = false;
    for (int place = 0; place < rows.size(); place++) {
      if (place % ROWS_BETWEEN_LOOKS == 0) {
        table.checkpoint().run();
        full |= writer.size() >= request.targetBytes();
      }
      if (full && rows.differsFromBefore(place)) {
        added.add(table.finish(writer.finish(), first));
        writer = opened(batches);
        full = false;
      }
      writer.add(rows.row(place));
    }
    added.add(table.finish(writer.finish(), first));
  }

  private RowRunWriter opened(List<VectorSchemaRoot> batches) throws IOException {
    DataFileWriter file = table.write();
    written.add(file);
    return new RowRunWriter(file, batches.stream().map(table::stored).toList());
  }
}
