package dev.pitwall.testkit.store;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.SnapshotSelector;
import dev.pitwall.spi.offline.WriteTransaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Schema;

/** A table with all its versions. Thread-safe. */
final class MemoryTable {
  private final TableSource source;
  private final Schema schema;
  private final List<MemorySnapshot> versions = new ArrayList<>();
  private final Map<String, Long> transactions = new HashMap<>();

  MemoryTable(TableSource source, Schema schema) {
    this.source = source;
    this.schema = schema;
  }

  Schema schema() {
    return schema;
  }

  /** The splits of the newest version; none before the first. */
  synchronized List<MemorySplit> newestSplits() {
    return versions.isEmpty() ? List.of() : versions.get(versions.size() - 1).splits();
  }

  /** Notes a transaction; false if it, or a later one of its application, was noted before. */
  synchronized boolean begins(WriteTransaction transaction) {
    Long last = transactions.get(transaction.application());
    if (last != null && last >= transaction.version()) {
      return false;
    }
    transactions.put(transaction.application(), transaction.version());
    return true;
  }

  /** Makes a version; commit times rise strictly. */
  synchronized long commit(List<MemorySplit> splits) {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    long last = versions.isEmpty() ? now : versions.get(versions.size() - 1).committedAt() + 1;
    versions.add(new MemorySnapshot(source, schema, versions.size(), Math.max(now, last), splits));
    return versions.size() - 1;
  }

  synchronized MemorySnapshot snapshot(SnapshotSelector selector) {
    return versions.stream()
        .filter(version -> isSelected(version, selector))
        .reduce((earlier, later) -> later)
        .orElseThrow(() -> noVersion(selector));
  }

  private static boolean isSelected(MemorySnapshot version, SnapshotSelector selector) {
    if (selector instanceof SnapshotSelector.AtVersion at) {
      return version.version() == at.version();
    }
    return !(selector instanceof SnapshotSelector.AtTimestamp at)
        || version.committedAt() <= at.micros();
  }

  private PitwallException noVersion(SnapshotSelector selector) {
    return new PitwallException(
        ErrorCode.VERSION_NOT_FOUND,
        "table " + source.location() + " has no " + selector + ", only " + versions.size());
  }
}
