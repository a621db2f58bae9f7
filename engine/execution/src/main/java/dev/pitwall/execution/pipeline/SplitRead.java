package dev.pitwall.execution.pipeline;

import dev.pitwall.spi.offline.RowSelection;
import dev.pitwall.spi.offline.Split;

/** A split to be read and which of its rows. */
public record SplitRead(Split split, RowSelection rows) {

  /** All rows that the scan leaves. */
  public static SplitRead whole(Split split) {
    return new SplitRead(split, new RowSelection.All());
  }
}
