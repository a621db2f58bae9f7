package dev.pitwall.core.planner.idiom;

import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.tools.RelBuilder;

/** A way to write a point-in-time join by hand. */
interface Idiom {
  /** The part of the plan at a node that may be this idiom; empty when it is nothing like it. */
  Optional<Finding> find(RelNode node);

  /** A part of a plan that has the shape of an idiom. */
  interface Finding {
    /** The node by which one part is told from another, however much of the plan was looked at. */
    RelNode place();

    /**
     * The same rows, in any order, by a point-in-time join.
     *
     * @throws LookAlikeException when that cannot be proved
     */
    RelNode rewrite(RelBuilder builder);
  }
}
