package dev.pitwall.delta.rewrite;

import dev.pitwall.delta.log.DataFile;
import dev.pitwall.delta.log.TableColumn;
import dev.pitwall.delta.log.TableVersion;
import dev.pitwall.delta.scan.BucketPruning;
import dev.pitwall.spi.offline.ColumnRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Puts files of one partition together that can become one: the new file takes the place of the
 * first of them in commit order, so every other file in between must have no row that is like one
 * of those that move before it.
 */
final class FileGroups {
  private final TableVersion table;
  private final List<TableColumn> identity;
  private final BucketPruning buckets;
  private final long maximumBytes;

  /**
   * Prepares.
   *
   * @param identity the columns in which rows that are alike are equal
   * @param maximumBytes of the files of a group
   */
  FileGroups(TableVersion table, List<String> identity, long maximumBytes) {
    this.table = table;
    this.identity = identity.stream().map(table::column).toList();
    this.buckets = BucketPruning.of(table);
    this.maximumBytes = maximumBytes;
  }

  /** The groups of those files that are wanted, each in commit order. */
  List<List<DataFile>> of(Predicate<DataFile> wanted) {
    Map<Map<String, String>, List<Integer>> open = new LinkedHashMap<>();
    List<List<Integer>> groups = new ArrayList<>();
    for (int i = 0; i < table.files().size(); i++) {
      DataFile file = table.files().get(i);
      if (!wanted.test(file)) {
        continue;
      }
      List<Integer> group = open.get(file.partition());
      if (group == null || !canJoin(group, i)) {
        group = new ArrayList<>();
        groups.add(group);
        open.put(file.partition(), group);
      }
      group.add(i);
    }
    return groups.stream().map(group -> group.stream().map(table.files()::get).toList()).toList();
  }

  private boolean canJoin(List<Integer> group, int next) {
    DataFile file = table.files().get(next);
    long bytes = file.size();
    for (int member : group) {
      bytes += table.files().get(member).size();
    }
    return bytes <= maximumBytes && canMoveBefore(between(group, next), file);
  }

  private List<DataFile> between(Collection<Integer> group, int next) {
    List<DataFile> others = new ArrayList<>();
    for (int i = group.iterator().next() + 1; i < next; i++) {
      if (!group.contains(i)) {
        others.add(table.files().get(i));
      }
    }
    return others;
  }

  private boolean canMoveBefore(List<DataFile> others, DataFile file) {
    return others.stream().allMatch(other -> areApart(other, file));
  }

  /** Whether the files' values of some identity column are known not to meet. */
  private boolean areApart(DataFile left, DataFile right) {
    if (buckets.areApart(left, right, identity.stream().map(TableColumn::name).toList())) {
      return true;
    }
    for (TableColumn column : identity) {
      Optional<ColumnRange> one = left.range(column);
      Optional<ColumnRange> other = right.range(column);
      if (one.isPresent()
          && other.isPresent()
          && (isBelow(one.get(), other.get()) || isBelow(other.get(), one.get()))) {
        return true;
      }
    }
    return false;
  }

  @SuppressWarnings("unchecked") // both are of one column, so of one comparable class
  private static boolean isBelow(ColumnRange low, ColumnRange high) {
    return ((Comparable<Object>) low.maximum()).compareTo(high.minimum()) < 0;
  }
}
