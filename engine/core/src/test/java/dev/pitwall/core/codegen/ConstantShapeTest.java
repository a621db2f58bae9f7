package dev.pitwall.core.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.core.type.FeatureTypes;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.junit.jupiter.api.Test;

class ConstantShapeTest {
  private final FeatureTypes types = new FeatureTypes();
  private final RexBuilder rex = new RexBuilder(types);

  @Test
  void isTheSameForOtherLiterals() {
    ConstantShape one = shape(sum(number("1", SqlTypeName.BIGINT), 2));
    ConstantShape other = shape(sum(number("30", SqlTypeName.BIGINT), 4));
    assertThat(one.key()).isEqualTo(other.key());
    assertThat(one.literals()).containsExactly(1L, 2);
    assertThat(other.literals()).containsExactly(30L, 4);
  }

  @Test
  void differsForOtherTypes() {
    assertThat(shape(sum(number("1", SqlTypeName.BIGINT), 2)).key())
        .isNotEqualTo(shape(sum(number("1", SqlTypeName.INTEGER), 2)).key());
  }

  /** Calcite compiles a pattern once, if it is a literal. */
  @Test
  void keepsLiteralsOfOtherCalls() {
    RexNode like =
        rex.makeCall(SqlStdOperatorTable.LIKE, rex.makeLiteral("oslo"), rex.makeLiteral("o%"));
    assertThat(shape(like)).isEqualTo(new ConstantShape(like, types.builder().build(), List.of()));
  }

  private ConstantShape shape(RexNode constant) {
    return ConstantShape.of(constant, types);
  }

  private RexNode sum(RexNode number, int other) {
    return rex.makeCall(
        SqlStdOperatorTable.PLUS, number, number(Integer.toString(other), SqlTypeName.INTEGER));
  }

  private RexNode number(String digits, SqlTypeName type) {
    RelDataType sqlType = types.createSqlType(type);
    return rex.makeExactLiteral(new BigDecimal(digits), sqlType);
  }
}
