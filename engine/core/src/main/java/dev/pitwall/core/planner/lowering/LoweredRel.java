package dev.pitwall.core.planner.lowering;

import java.util.List;
import org.apache.calcite.rel.RelNode;

/** A node of the engine's own that knows how to lower itself. */
public interface LoweredRel {
  /**
   * The same node over lowered inputs, with lowered expressions and row type.
   *
   * @param loweredInputs in the order of the node's inputs
   */
  RelNode lower(List<RelNode> loweredInputs, RexLowering expressions);
}
