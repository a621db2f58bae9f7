package dev.pitwall.core.planner.rule;

import java.util.function.Function;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.tools.RelBuilderFactory;

/** What Calcite wants to know of a rule; ours have nothing to configure. */
public record RuleConfig(
    String description,
    RelBuilderFactory relBuilderFactory,
    RelRule.OperandTransform operandSupplier,
    Function<RuleConfig, RelOptRule> maker)
    implements RelRule.Config {
  public RuleConfig(
      String description,
      RelRule.OperandTransform operandSupplier,
      Function<RuleConfig, RelOptRule> maker) {
    this(description, RelFactories.LOGICAL_BUILDER, operandSupplier, maker);
  }

  @Override
  public RelOptRule toRule() {
    return maker.apply(this);
  }

  @Override
  public RuleConfig withRelBuilderFactory(RelBuilderFactory factory) {
    return new RuleConfig(description, factory, operandSupplier, maker);
  }

  @Override
  public RuleConfig withDescription(String newDescription) {
    return new RuleConfig(newDescription, relBuilderFactory, operandSupplier, maker);
  }

  @Override
  public RuleConfig withOperandSupplier(RelRule.OperandTransform transform) {
    return new RuleConfig(description, relBuilderFactory, transform, maker);
  }
}
