package dev.pitwall.execution.join.pointintime;

import dev.pitwall.execution.join.pointintime.candidate.SlotWinners;
import dev.pitwall.execution.join.pointintime.spine.SpineIndex;
import dev.pitwall.execution.vector.RetainedBatches;
import dev.pitwall.execution.vector.RowAddress;
import dev.pitwall.execution.vector.RowGather;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The matches of one feature input: for each slot the address of a row in batches. */
final class FeatureMatches implements AutoCloseable {
  private final SlotWinners addresses;
  private final RowGather gather;
  private final RetainedBatches owned;

  private FeatureMatches(SlotWinners addresses, RetainedBatches batches, RetainedBatches owned) {
    this.addresses = addresses;
    this.owned = owned;
    List<VectorSchemaRoot> roots = batches.batches();
    this.gather = new RowGather(roots);
  }

  /**
   * Takes both over.
   *
   * @param addresses winners that point into the batches; the batches may lack columns that the
   *     join does not put out, and are none when it puts out none
   */
  static FeatureMatches owning(SlotWinners addresses, RetainedBatches batches) {
    return new FeatureMatches(addresses, batches, batches);
  }

  /** Takes the addresses over; the batches stay with the caller, and open as long as this. */
  static FeatureMatches borrowing(SlotWinners addresses, RetainedBatches batches) {
    return new FeatureMatches(addresses, batches, new RetainedBatches());
  }

  /** The address of a slot's match; {@link RowAddress#NONE} when there is none. */
  long address(int slot) {
    return slot == SpineIndex.NO_SLOT ? RowAddress.NONE : addresses.rows()[slot];
  }

  RowGather gather() {
    return gather;
  }

  @Override
  public void close() {
    addresses.close();
    owned.close();
  }
}
