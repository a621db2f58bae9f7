package dev.pitwall.spi.predicate;

import java.util.List;

/**
 * What a join knows of the rows it can still use, asked for again whenever a store is about to read
 * more. It may tighten while a scan runs and never widens, so a store may drop any row it excludes
 * and need not drop any. Thread-safe.
 */
public interface DynamicFilter {
  /** A filter that excludes nothing. */
  DynamicFilter NONE =
      new DynamicFilter() {
        @Override
        public String timeColumn() {
          return "";
        }

        @Override
        public TimeRange timeRange() {
          return TimeRange.ALL;
        }

        @Override
        public List<KeySet> keys() {
          return List.of();
        }
      };

  /** The column that {@link #timeRange()} speaks of; empty when it excludes nothing. */
  String timeColumn();

  /** Timestamps that can still match, as of now. */
  TimeRange timeRange();

  /** Key ranges that can still match; every one of them must hold. */
  List<KeySet> keys();
}
