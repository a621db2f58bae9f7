package dev.pitwall.testkit.generate;

import dev.pitwall.execution.plan.term.MatchPolicy;
import dev.pitwall.execution.plan.term.MatchPolicy.Bound;
import dev.pitwall.execution.plan.term.MatchPolicy.Cutoff;
import dev.pitwall.execution.plan.term.MatchPolicy.Unmatched;
import dev.pitwall.testkit.oracle.FeatureRow;
import dev.pitwall.testkit.oracle.SpineRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Point-in-time joins from seeds. Times come from few moments, so that ties are the rule, and spine
 * times lie on, or a microsecond beside, events, ends of validity and created times. Some cases
 * have an empty side, one hot key, no key, NULL keys and times, keys on one side only, or times at
 * the ends of SQL's range; in some the feature rows are stored in the order of time.
 */
public final class PointInTimeGenerator {
  private static final long FIRST_MOMENT = -62_135_596_800_000_000L; // 0001-01-01
  private static final long LAST_MOMENT = 253_402_300_799_999_999L; // 9999-12-31
  private static final long[] ORIGINS = {0, 1_704_067_200_000_000L, -7_000_000_000_000_000L};
  private static final long[] STEPS = {1, 2, 1_000, 1_000_000, 86_400_000_000L};
  private static final double NULL_SHARE = 0.04;

  private final Random random;
  private final KeyPool pool;
  private final long origin;
  private final long step;
  private final MatchPolicy policy;

  private PointInTimeGenerator(long seed) {
    this.random = new Random(seed);
    this.pool = new KeyPool(random);
    this.origin = ORIGINS[random.nextInt(ORIGINS.length)];
    this.step = STEPS[random.nextInt(STEPS.length)];
    this.policy = nextPolicy();
  }

  /** The case of a seed. */
  public static PointInTimeCase generate(long seed) {
    return new PointInTimeGenerator(seed).generateCase(seed);
  }

  private PointInTimeCase generateCase(long seed) {
    List<List<Object>> keys = nextKeys();
    int shared = keys.size() - random.nextInt(keys.size());
    List<FeatureRow> features = new ArrayList<>();
    for (int i = nextSize(80); i > 0; i--) {
      features.add(nextFeature(hotOr(keys.subList(0, shared)), features.size()));
    }
    if (random.nextInt(3) == 0) {
      sortByTime(features);
    }
    List<SpineRow> spine = new ArrayList<>();
    int lowest = random.nextInt(shared);
    for (int i = nextSize(60); i > 0; i--) {
      spine.add(
          new SpineRow(hotOr(keys.subList(lowest, keys.size())), nextSpineTimestamp(features)));
    }
    return new PointInTimeCase(seed, pool.fields(), spine, features, policy);
  }

  /** As tables that grow at their end are stored. */
  private static void sortByTime(List<FeatureRow> features) {
    features.sort(
        Comparator.comparing(
            FeatureRow::eventTimestamp, Comparator.nullsLast(Comparator.naturalOrder())));
    for (int i = 0; i < features.size(); i++) {
      FeatureRow row = features.get(i);
      features.set(i, new FeatureRow(row.keys(), row.eventTimestamp(), row.createdTimestamp(), i));
    }
  }

  private MatchPolicy nextPolicy() {
    OptionalLong timeToLive =
        random.nextBoolean()
            ? OptionalLong.empty()
            : OptionalLong.of(Math.max(1, step * random.nextInt(6)));
    return new MatchPolicy(
        random.nextInt(4) == 0 ? Bound.STRICT : Bound.INCLUSIVE,
        timeToLive,
        random.nextInt(3) == 0 ? Cutoff.KNOWN_BY : Cutoff.NONE,
        random.nextInt(4) == 0 ? Unmatched.DROP : Unmatched.KEEP);
  }

  private List<List<Object>> nextKeys() {
    List<List<Object>> keys = new ArrayList<>();
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      keys.add(pool.next());
    }
    return keys;
  }

  private int nextSize(int usual) {
    return switch (random.nextInt(20)) {
      case 0 -> 0;
      case 1 -> 1;
      case 2 -> 5 * usual;
      default -> 1 + random.nextInt(usual);
    };
  }

  /** The first key half of the time, any key otherwise. */
  private List<Object> hotOr(List<List<Object>> keys) {
    return keys.get(random.nextBoolean() ? 0 : random.nextInt(keys.size()));
  }

  private FeatureRow nextFeature(List<Object> key, int rowId) {
    Long event = orNull(nextMoment());
    long since = event == null ? origin : event;
    Long created = random.nextInt(5) == 0 ? null : (Long) (since + step * random.nextInt(4));
    return new FeatureRow(key, event, created, rowId);
  }

  private long nextMoment() {
    return switch (random.nextInt(100)) {
      case 0 -> FIRST_MOMENT;
      case 1 -> LAST_MOMENT;
      default -> origin + step * random.nextInt(12);
    };
  }

  private Long nextSpineTimestamp(List<FeatureRow> features) {
    if (features.isEmpty() || random.nextInt(3) == 0) {
      return orNull(nextMoment());
    }
    FeatureRow near = features.get(random.nextInt(features.size()));
    Long edge =
        switch (random.nextInt(3)) {
          case 0 -> near.createdTimestamp();
          case 1 -> near.eventTimestamp();
          default -> endOfValidity(near);
        };
    return edge == null ? null : orNull(edge + random.nextInt(3) - 1);
  }

  private Long endOfValidity(FeatureRow row) {
    return row.eventTimestamp() == null
        ? null
        : (Long) (row.eventTimestamp() + policy.timeToLiveMicros().orElse(0));
  }

  private Long orNull(long value) {
    return random.nextDouble() < NULL_SHARE ? null : (Long) value;
  }
}
