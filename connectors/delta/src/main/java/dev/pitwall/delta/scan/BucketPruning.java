package dev.pitwall.delta.scan;

import dev.pitwall.delta.layout.LayoutOptions;
import dev.pitwall.delta.layout.PartitionColumn.Bucket;
import dev.pitwall.delta.log.DataFile;
import dev.pitwall.delta.log.TableVersion;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.predicate.ComparisonOperator;
import dev.pitwall.spi.predicate.Predicate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Tells from the buckets of a table's files whether a key may be there. A file without a bucket, as
 * others may have written it, may hold any key.
 *
 * @param buckets those that the table remembers to be partitioned by
 */
public record BucketPruning(List<Bucket> buckets) {
  public BucketPruning {
    buckets = List.copyOf(buckets);
  }

  /** By the buckets of a version of a table. */
  public static BucketPruning of(TableVersion table) {
    if (table.properties().isEmpty()) {
      return new BucketPruning(List.of());
    }
    Map<String, String> options = LayoutOptions.merged(table.properties(), Map.of());
    try {
      return new BucketPruning(
          LayoutOptions.read(options, table.schema()).partitions().stream()
              .filter(Bucket.class::isInstance)
              .map(Bucket.class::cast)
              .filter(bucket -> isPartition(table, bucket))
              .toList());
    } catch (PitwallException e) {
      // Others may have changed columns since, or the properties: the table is readable all the
      // same.
      return new BucketPruning(List.of());
    }
  }

  private static boolean isPartition(TableVersion table, Bucket bucket) {
    var column = table.column(bucket.field().getName());
    return column != null && column.partition();
  }

  /** Whether no row of one file can be equal to a row of the other in all of some columns. */
  public boolean areApart(DataFile left, DataFile right, Collection<String> columns) {
    return buckets.stream()
        .filter(bucket -> columns.contains(bucket.column()))
        .anyMatch(bucket -> differ(of(left, bucket), of(right, bucket)));
  }

  private static boolean differ(String left, String right) {
    return left != null && right != null && !left.equals(right);
  }

  private static String of(DataFile file, Bucket bucket) {
    return file.partition().get(bucket.field().getName());
  }

  /** Whether some row of a file may satisfy the predicate. */
  boolean mayHold(DataFile file, Predicate predicate) {
    if (predicate instanceof Predicate.AllOf all) {
      return all.terms().stream().allMatch(term -> mayHold(file, term));
    } else if (predicate instanceof Predicate.AnyOf any) {
      return any.terms().stream().anyMatch(term -> mayHold(file, term));
    } else if (predicate instanceof Predicate.In in) {
      return mayHold(file, in.column(), in.values());
    }
    return !(predicate instanceof Predicate.Comparison comparison)
        || comparison.operator() != ComparisonOperator.EQUAL
        || mayHold(file, comparison.column(), List.of(comparison.value()));
  }

  private boolean mayHold(DataFile file, String column, Collection<?> values) {
    return buckets.stream()
        .filter(bucket -> bucket.column().equals(column))
        .allMatch(bucket -> mayHold(file, bucket, values));
  }

  private static boolean mayHold(DataFile file, Bucket bucket, Collection<?> values) {
    String found = of(file, bucket);
    return found == null
        || values.stream()
            .anyMatch(
                value ->
                    !(value instanceof Long || value instanceof String)
                        || bucket.text(value).equals(found));
  }
}
