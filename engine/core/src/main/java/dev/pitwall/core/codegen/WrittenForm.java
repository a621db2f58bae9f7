package dev.pitwall.core.codegen;

import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** Writes an expression as all generated code has it: searches written out, texts by code point. */
final class WrittenForm extends RexShuttle {
  private final RexShuttle searches;
  private final RexShuttle comparisons;

  WrittenForm(RexBuilder rex) {
    this.searches = new SearchExpansion(rex);
    this.comparisons = new TextComparisons(rex);
  }

  @Override
  public RexNode visitCall(RexCall call) {
    return call.accept(searches).accept(comparisons);
  }
}
