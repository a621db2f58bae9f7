package dev.pitwall.core.planner.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import dev.pitwall.core.type.FeatureTypeSystem;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Sarg;
import org.apache.calcite.util.TimestampString;
import org.junit.jupiter.api.Test;

class SearchLoweringTest {
  private static final TimestampString FIRST = new TimestampString("1969-12-31 23:59:59.999999");
  private static final TimestampString LAST = new TimestampString("1970-01-01 00:00:00.000001");

  private final JavaTypeFactoryImpl types = new JavaTypeFactoryImpl(FeatureTypeSystem.INSTANCE);
  private final RexBuilder builder = new RexBuilder(types);

  @Test
  void keepsPointsAndRangesToTheMicrosecond() {
    RexNode points =
        builder.makeIn(
            builder.makeInputRef(type(SqlTypeName.TIMESTAMP), 0),
            List.of(builder.makeTimestampLiteral(FIRST, 6), builder.makeTimestampLiteral(LAST, 6)));

    assertThat(lowered(points)).isEqualTo("SEARCH($0, Sarg[-1L:BIGINT, 1L:BIGINT]:BIGINT)");
    assertThat(lowered(search(SqlTypeName.TIMESTAMP)))
        .isEqualTo("SEARCH($0, Sarg[[-1L:BIGINT..1L:BIGINT); NULL AS TRUE]:BIGINT)");
  }

  @Test
  void writesOutSearchesOfInstants() {
    assertThat(lowered(search(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE)))
        .contains(">=($0, TIMESTAMP_INSTANT(-1:BIGINT))", "<($0, TIMESTAMP_INSTANT(1:BIGINT))")
        .contains("IS NULL($0)");
  }

  @Test
  void leavesOtherSearchesAlone() {
    RexNode search =
        builder.makeIn(
            builder.makeInputRef(types.createSqlType(SqlTypeName.BIGINT), 0),
            List.of(
                builder.makeBigintLiteral(BigDecimal.ONE),
                builder.makeBigintLiteral(BigDecimal.TEN)));

    assertThat(lowered(search)).isEqualTo(search.toString());
  }

  private RexNode search(SqlTypeName name) {
    return builder.makeCall(
        SqlStdOperatorTable.SEARCH,
        builder.makeInputRef(types.createTypeWithNullability(type(name), true), 0),
        builder.makeSearchArgumentLiteral(
            Sarg.of(RexUnknownAs.TRUE, ImmutableRangeSet.of(Range.closedOpen(FIRST, LAST))),
            type(name)));
  }

  private RelDataType type(SqlTypeName name) {
    return types.createSqlType(name, 6);
  }

  private String lowered(RexNode expression) {
    return new RexLowering(builder).lower(expression).toString();
  }
}
