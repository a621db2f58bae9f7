package dev.pitwall.delta.write;

import dev.pitwall.delta.commit.AddedFile;
import dev.pitwall.delta.commit.DeltaCommitter;
import dev.pitwall.delta.commit.TableMetadata;
import dev.pitwall.delta.commit.TransactionId;
import dev.pitwall.delta.layout.LayoutOptions;
import dev.pitwall.delta.layout.PartitionColumn;
import dev.pitwall.delta.layout.TableLayout;
import dev.pitwall.delta.log.TableColumn;
import dev.pitwall.delta.log.TableVersion;
import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.WriteRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.hadoop.fs.Path;

/**
 * A table that rows are written to.
 *
 * @param source where it is
 * @param columns all that it has
 * @param layout how its files are laid out
 * @param mode whether it is there already
 * @param transaction what the commit is known by, if by anything
 */
public record WriteTarget(
    TableSource source,
    List<Field> columns,
    TableLayout layout,
    WriteRequest.Mode mode,
    Optional<TransactionId> transaction) {
  public WriteTarget {
    columns = List.copyOf(columns);
  }

  /** A table that is to be made. */
  public static WriteTarget made(WriteRequest request) {
    TableSource source = request.target();
    TableLayout asked = LayoutOptions.read(source.options(), request.schema());
    TableLayout layout =
        request.partitionColumns().isEmpty()
            ? asked
            : new TableLayout(
                request.partitionColumns().stream()
                    .map(name -> itself(request.schema().findField(name)))
                    .toList(),
                asked.sorted(),
                asked.targetBytes());
    List<Field> columns =
        Stream.concat(request.schema().getFields().stream(), layout.derivedColumns().stream())
            .toList();
    layout.requireNew(request.schema());
    return new WriteTarget(source, columns, layout, WriteRequest.Mode.CREATE, Optional.empty());
  }

  /** A table that is there, as a version of it is. */
  public static WriteTarget existing(WriteRequest request, TableVersion table) {
    WriteChecks.checkFits(request, table);
    TableLayout layout = layout(request.target(), table);
    WriteChecks.checkPartitions(request, names(layout.partitions()));
    return new WriteTarget(
        request.target(),
        table.columns().stream().map(TableColumn::declared).toList(),
        layout,
        WriteRequest.Mode.APPEND,
        request.transaction().map(id -> new TransactionId(id.application(), id.version())));
  }

  /**
   * How a table that is there is laid out when it is written to with options.
   *
   * @throws PitwallException TYPE_MISMATCH when the options partition it otherwise
   */
  public static TableLayout layout(TableSource source, TableVersion table) {
    Map<String, String> options = LayoutOptions.merged(table.properties(), source.options());
    TableLayout asked = LayoutOptions.read(options, table.schema());
    List<PartitionColumn> partitions =
        table.columns().stream()
            .filter(TableColumn::partition)
            .map(column -> partition(column.field(), asked))
            .toList();
    if (!asked.partitions().isEmpty() && !partitions.equals(asked.partitions())) {
      throw WriteChecks.otherPartitions(
          source, names(partitions), source.options().get("partition_by"));
    }
    return new TableLayout(partitions, asked.sorted(), asked.targetBytes());
  }

  private static PartitionColumn partition(Field column, TableLayout asked) {
    return asked.partitions().stream()
        .filter(partition -> partition.field().getName().equals(column.getName()))
        .findFirst()
        .orElseGet(() -> itself(column));
  }

  private static List<String> names(List<PartitionColumn> partitions) {
    return partitions.stream().map(partition -> partition.field().getName()).toList();
  }

  private static PartitionColumn itself(Field column) {
    return new PartitionColumn.Itself(column);
  }

  /** Puts files into the table; gives the version, empty if the table had the transaction. */
  public OptionalLong commit(LakeFiles files, DeltaCommitter committer, List<AddedFile> added) {
    Path table = files.resolve(source.location());
    if (transaction.isPresent()) {
      return committer.append(table, added, transaction.get());
    } else if (mode == WriteRequest.Mode.APPEND) {
      return OptionalLong.of(committer.append(table, added));
    }
    return OptionalLong.of(
        committer.create(
            table,
            new TableMetadata(
                new Schema(columns),
                names(layout.partitions()),
                LayoutOptions.properties(source.options())),
            added));
  }
}
