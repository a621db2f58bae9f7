package dev.pitwall.spi.offline.maintenance;

import java.util.OptionalLong;

/**
 * What a rewrite of files did.
 *
 * @param version the version that was committed; empty when there was nothing to do
 * @param removedFiles files that the version has no more
 * @param addedFiles files that it has instead
 * @param removedRows rows that it has no more
 */
public record RewriteSummary(
    OptionalLong version, long removedFiles, long addedFiles, long removedRows) {
  /** Nothing was to do. */
  public static final RewriteSummary NONE = new RewriteSummary(OptionalLong.empty(), 0, 0, 0);
}
