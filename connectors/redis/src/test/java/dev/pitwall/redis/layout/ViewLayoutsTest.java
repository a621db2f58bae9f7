package dev.pitwall.redis.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.TimeToLive;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.contract.FeatureViews;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ViewLayoutsTest {
  private static final Field ID = Fields.of("id", Fields.BIGINT);

  private final ViewLayouts layouts = new ViewLayouts("p");

  @Test
  void refusesTwoFeaturesOfOneFieldByName() {
    List<String> pair = collidingFeatures("v", "v");
    assertRefused(
        () ->
            layouts.check(
                view(
                    "v",
                    Fields.of(pair.get(0), Fields.DOUBLE),
                    Fields.of(pair.get(1), Fields.DOUBLE))),
        "v:" + pair.get(0),
        "v:" + pair.get(1));
  }

  @Test
  void refusesAFeatureWhoseFieldAnotherViewOfTheEntityHas() {
    List<String> pair = collidingFeatures("one", "two");
    FeatureViewSpec one = view("one", Fields.of(pair.get(0), Fields.DOUBLE));
    FeatureViewSpec two = view("two", Fields.of(pair.get(1), Fields.DOUBLE));
    layouts.check(one);
    assertRefused(() -> layouts.check(two), "one:" + pair.get(0), "two:" + pair.get(1));
    layouts.forget(one);
    layouts.check(two);
  }

  static List<ArrowType> unheld() {
    return List.of(
        new ArrowType.Int(32, /* isSigned= */ false),
        new ArrowType.FloatingPoint(FloatingPointPrecision.HALF),
        new ArrowType.Timestamp(TimeUnit.NANOSECOND, null),
        new ArrowType.Time(TimeUnit.MICROSECOND, 64),
        ArrowType.Null.INSTANCE);
  }

  @ParameterizedTest
  @MethodSource("unheld")
  void refusesTypesByTheColumnsName(ArrowType type) {
    for (Field odd : List.of(Fields.of("odd", type), Fields.list("odd", type))) {
      assertThatThrownBy(() -> layouts.check(view("v", odd)))
          .isInstanceOfSatisfying(
              PitwallException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_TYPE))
          .hasMessageContaining("odd");
    }
  }

  @Test
  void refusesMapsWithoutTextKeysAndKeysOfFloatingPoint() {
    FeatureViewSpec map = view("v", Fields.map("m", Fields.BIGINT, Fields.DOUBLE));
    assertThatThrownBy(() -> layouts.check(map)).hasMessageContaining("column m");
    FeatureViewSpec real =
        FeatureViews.of(
            "v", List.of(Fields.of("id", Fields.DOUBLE)), List.of(), TimeToLive.UNBOUNDED);
    assertThatThrownBy(() -> layouts.check(real)).hasMessageContaining("join key id");
  }

  private static void assertRefused(Runnable check, String one, String other) {
    assertThatThrownBy(check::run)
        .isInstanceOfSatisfying(
            PitwallException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED))
        .hasMessageContaining(one)
        .hasMessageContaining(other);
  }

  /** By the birthday paradox some 80,000 names of each view are enough. */
  private static List<String> collidingFeatures(String firstView, String secondView) {
    Map<RedisKey, String> seen = new HashMap<>();
    for (int i = 0; i < 400_000; i++) {
      seen.put(new RedisKey(FieldHash.of(firstView, "f" + i)), "f" + i);
    }
    for (int i = 0; ; i++) {
      String found = seen.get(new RedisKey(FieldHash.of(secondView, "g" + i)));
      if (found != null) {
        return List.of(found, "g" + i);
      }
    }
  }

  private static FeatureViewSpec view(String name, Field... features) {
    return FeatureViews.of(name, List.of(ID), List.of(features), TimeToLive.UNBOUNDED);
  }
}
