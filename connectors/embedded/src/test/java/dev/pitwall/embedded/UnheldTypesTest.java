package dev.pitwall.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.TimeToLive;
import dev.pitwall.spi.plugin.StoreContext;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.contract.FeatureViews;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Types that no table has are refused when the view is made, not when it is written. */
class UnheldTypesTest {
  @TempDir private Path directory;

  static Stream<ArrowType> unheld() {
    return Stream.of(
        new ArrowType.Int(32, /* isSigned= */ false),
        new ArrowType.FloatingPoint(FloatingPointPrecision.HALF),
        new ArrowType.Decimal(50, 2, 256),
        new ArrowType.Date(DateUnit.MILLISECOND),
        new ArrowType.Timestamp(TimeUnit.NANOSECOND, null),
        new ArrowType.Time(TimeUnit.MICROSECOND, 64),
        new ArrowType.FixedSizeBinary(4),
        ArrowType.LargeUtf8.INSTANCE,
        ArrowType.Null.INSTANCE);
  }

  @ParameterizedTest
  @MethodSource("unheld")
  void refusesByTheColumnsName(ArrowType type) {
    assertRefused(Fields.of("odd", type));
  }

  @ParameterizedTest
  @MethodSource("unheld")
  void refusesInsideOfAList(ArrowType type) {
    assertRefused(Fields.list("odd", type));
  }

  private void assertRefused(Field feature) {
    FeatureViewSpec view =
        FeatureViews.of(
            "typed",
            List.of(Fields.of("id", Fields.BIGINT)),
            List.of(feature),
            TimeToLive.UNBOUNDED);
    try (var store = new EmbeddedStorePlugin().open(new StoreContext(directory, Map.of()))) {
      assertThatThrownBy(() -> store.check(view))
          .isInstanceOfSatisfying(
              PitwallException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_TYPE))
          .hasMessageContaining("odd");
    }
  }
}
