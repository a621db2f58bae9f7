package dev.pitwall.testkit.contract;

import static dev.pitwall.spi.online.LookupStatus.NOT_FOUND;
import static dev.pitwall.spi.online.LookupStatus.NULL_VALUE;
import static dev.pitwall.spi.online.LookupStatus.OUTSIDE_MAX_AGE;
import static dev.pitwall.spi.online.LookupStatus.PRESENT;
import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.pitwall.execution.plan.term.MatchPolicy;
import dev.pitwall.execution.plan.term.MatchPolicy.Bound;
import dev.pitwall.execution.plan.term.MatchPolicy.Cutoff;
import dev.pitwall.execution.plan.term.MatchPolicy.Unmatched;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.TimeToLive;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.online.LookupResult;
import dev.pitwall.spi.online.LookupStatus;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.online.WriteSummary;
import dev.pitwall.testkit.batch.BatchAssert;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.generate.RandomRows;
import dev.pitwall.testkit.oracle.FeatureRow;
import dev.pitwall.testkit.oracle.NaivePointInTimeJoin;
import dev.pitwall.testkit.oracle.SpineRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every online store does; a store's test extends it and supplies the store. */
public abstract class OnlineStoreContract {
  private static final List<Field> NO_KEY = List.of();
  private static final List<Field> ID = List.of(Fields.of("id", Fields.BIGINT));
  private static final List<Field> PAIR =
      List.of(Fields.of("a", Fields.BIGINT), Fields.of("b", Fields.BIGINT));
  private static final List<Field> FEATURES =
      List.of(Fields.of("rate", Fields.DOUBLE), Fields.of("note", Fields.VARCHAR));
  private static final FeatureViewSpec STATS =
      FeatureViews.of("stats", ID, FEATURES, TimeToLive.ofMicros(100));

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  private OnlineStore store;
  private OnlineProbe probe;

  /** Opens the store under test, empty at first and on the same data later in the same test. */
  protected abstract OnlineStore openStore();

  /** What the store does not do; each entry is to be justified where it is given. */
  protected Set<OnlineBehaviour> lacks() {
    return Set.of();
  }

  @BeforeEach
  void open() {
    store = openStore();
    probe = new OnlineProbe(store, allocator.get(), allocator.get());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void answersInTheOrderOfTheKeys() {
    probe.write(STATS, List.of(row(1, 50, 60, 0.5, "one"), row(2, 51, null, 1.5, null)));
    assertThat(probe.lookup(STATS, 100, List.of(row(2), row(9), row(1), row(2))))
        .containsExactly(
            row(1.5, null, 51, PRESENT.name()),
            row(null, null, null, NOT_FOUND.name()),
            row(0.5, "one", 50, PRESENT.name()),
            row(1.5, null, 51, PRESENT.name()));
    assertThat(probe.lookup(STATS, 100, List.of())).isEmpty();
  }

  @Test
  void answersTheFeaturesAskedForInThatOrder() {
    probe.write(STATS, List.of(row(1, 50, 60, 0.5, "one")));
    probe.lookup(
        STATS,
        List.of("note", "rate"),
        100,
        List.of(row(1)),
        result ->
            BatchAssert.assertThat(result.rows())
                .hasColumns("note", "rate", LookupResult.EVENT_TIMESTAMP, LookupResult.STATUS)
                .hasTypes(Fields.VARCHAR, Fields.DOUBLE, Fields.TIMESTAMP, Fields.VARCHAR)
                .hasRows(row("one", 0.5, 50, PRESENT.name())));
  }

  @Test
  void findsNothingUnderAnUnknownOrNullKey() {
    FeatureViewSpec pairs = FeatureViews.of("pairs", PAIR, FEATURES, TimeToLive.UNBOUNDED);
    assertThat(statuses(pairs, 100, row(1, 1))).containsExactly(NOT_FOUND);
    probe.write(pairs, List.of(row(1, 1, 50, 60, 0.5, "one")));
    assertThat(statuses(pairs, 100, row(1, 2), row(1, null), row(null, 1), row(null, null)))
        .containsOnly(NOT_FOUND);
  }

  @Test
  void endsWithTheLastMicrosecondOfTheTtl() {
    probe.write(STATS, List.of(row(1, 1_000, 1_001, 0.5, "one")));
    assertThat(probe.lookup(STATS, 1_100, List.of(row(1))))
        .containsExactly(row(0.5, "one", 1_000, PRESENT.name()));
    assertThat(probe.lookup(STATS, 1_101, List.of(row(1))))
        .containsExactly(row(null, null, 1_000, OUTSIDE_MAX_AGE.name()));
    assertThat(statuses(STATS, 0, row(1))).containsExactly(PRESENT);
    probe.write(STATS, List.of(row(2, Long.MIN_VALUE + 1, null, 0.5, "long before")));
    assertThat(statuses(STATS, 1_000, row(2))).containsExactly(OUTSIDE_MAX_AGE);
    assertThat(statuses(STATS, Long.MIN_VALUE, row(2))).containsExactly(PRESENT);
  }

  @Test
  void keepsRowsForeverWithoutATtl() {
    FeatureViewSpec forever = FeatureViews.of("forever", ID, FEATURES, TimeToLive.UNBOUNDED);
    probe.write(forever, List.of(row(1, -62_135_596_800_000_000L, null, 0.5, "old")));
    assertThat(statuses(forever, 253_402_300_799_999_999L, row(1))).containsExactly(PRESENT);
  }

  @Test
  void tellsARowOfNullsFromNoRow() {
    probe.write(STATS, List.of(row(1, 50, 60, null, null), row(2, 50, 60, null, "two")));
    assertThat(statuses(STATS, 100, row(1), row(2))).containsExactly(NULL_VALUE, PRESENT);
    assertThat(probe.lookup(STATS, List.of("rate"), 100, List.of(row(2))))
        .containsExactly(row(null, 50, NULL_VALUE.name()));
    assertThat(statuses(STATS, 151, row(1))).containsExactly(OUTSIDE_MAX_AGE);
  }

  @Test
  void answersSeveralLookupsAtOnceAsOneByOne() {
    FeatureViewSpec forever = FeatureViews.of("forever", ID, FEATURES, TimeToLive.UNBOUNDED);
    FeatureViewSpec pairs = FeatureViews.of("pairs", PAIR, FEATURES, TimeToLive.UNBOUNDED);
    probe.write(STATS, List.of(row(1, 50, 60, 0.5, "one"), row(2, 250, null, null, null)));
    probe.write(forever, List.of(row(1, 10, 60, 1.5, "first"), row(3, 51, null, 2.5, null)));
    probe.write(pairs, List.of(row(1, 2, 50, 60, 3.5, "pair")));
    List<List<Object>> ids = List.of(row(2), row(1), row((Object) null), row(9), row(3), row(1));
    List<OnlineQuestion> sameKeys =
        List.of(
            new OnlineQuestion(STATS, List.of("note", "rate"), 300, ids),
            new OnlineQuestion(forever, List.of("rate"), 300, ids),
            new OnlineQuestion(STATS, List.of("rate"), 100, ids),
            new OnlineQuestion(forever, List.of(), 300, ids));
    assertThat(probe.lookupAllByTheSame(sameKeys)).isEqualTo(oneByOne(sameKeys));
    List<OnlineQuestion> questions = new ArrayList<>(sameKeys);
    questions.add(
        new OnlineQuestion(
            pairs, List.of("note"), 300, List.of(row(2, 1), row(1, 2), row(1, null))));
    questions.add(new OnlineQuestion(forever, List.of("note"), 300, List.of(row(3), row(2))));
    questions.add(new OnlineQuestion(STATS, List.of("note"), 300, List.of()));
    assertThat(probe.lookupAll(questions)).isEqualTo(oneByOne(questions));
    assertThat(probe.lookupAll(List.of())).isEmpty();
  }

  private List<List<List<Object>>> oneByOne(List<OnlineQuestion> questions) {
    return questions.stream()
        .map(q -> probe.lookup(q.view(), q.features(), q.now(), q.keys()))
        .toList();
  }

  @Test
  void leavesNothingBehindWhenOneOfSeveralLookupsFails() {
    String note = "a long one ".repeat(100);
    probe.write(STATS, IntStream.range(0, 500).mapToObj(i -> row(i, 50, 60, 0.5, note)).toList());
    List<List<Object>> all = IntStream.range(0, 500).mapToObj(i -> row(i)).toList();
    OnlineQuestion few = new OnlineQuestion(STATS, List.of("rate"), 100, List.of(row(1)));
    OnlineQuestion many = new OnlineQuestion(STATS, List.of("note"), 100, all);
    try (BufferAllocator small = allocator.get().newChildAllocator("small", 0, 256 << 10)) {
      OnlineProbe limited = new OnlineProbe(store, allocator.get(), small);
      for (List<OnlineQuestion> questions : List.of(List.of(few, many), List.of(many, few))) {
        assertThatThrownBy(() -> limited.lookupAll(questions))
            .hasCauseInstanceOf(PitwallException.class)
            .hasMessageContaining("memory");
        assertThat(small.getAllocatedMemory()).isZero();
      }
    }
  }

  @Test
  void keepsTheNewestRowByEventThenCreated() {
    assertThat(write(row(1, 50, null, 1.0, "first"))).isEqualTo(new WriteSummary(1, 0));
    assertThat(write(row(1, 49, 99, 2.0, "older"))).isEqualTo(new WriteSummary(0, 1));
    assertThat(noteOf(1)).isEqualTo("first");
    assertThat(write(row(1, 50, 60, 3.0, "same time, created known")))
        .isEqualTo(new WriteSummary(1, 0));
    assertThat(write(row(1, 50, null, 4.0, "same time, created unknown")))
        .isEqualTo(new WriteSummary(0, 1));
    assertThat(write(row(1, 50, 59, 5.0, "created earlier"))).isEqualTo(new WriteSummary(0, 1));
    assertThat(noteOf(1)).isEqualTo("same time, created known");
    assertThat(write(row(1, 50, 60, 6.0, "full tie"))).isEqualTo(new WriteSummary(1, 0));
    assertThat(noteOf(1)).isEqualTo("full tie");
    assertThat(write(row(1, 51, null, 7.0, "newer"))).isEqualTo(new WriteSummary(1, 0));
    assertThat(noteOf(1)).isEqualTo("newer");
  }

  @Test
  void keepsTheNewestRowOfABatchAndCountsTheRest() {
    WriteSummary summary =
        probe.write(
            STATS,
            List.of(
                row(1, 50, 60, 1.0, "older"),
                row(1, 52, 60, 2.0, "newest"),
                row(1, 51, 70, 3.0, "between"),
                row(2, 50, 60, 4.0, "first of a tie"),
                row(2, 50, 60, 5.0, "last of a tie")));
    assertThat(summary.written() + summary.superseded()).isEqualTo(5);
    assertThat(summary.superseded()).isPositive();
    assertThat(noteOf(1)).isEqualTo("newest");
    assertThat(noteOf(2)).isEqualTo("last of a tie");
  }

  @Test
  void skipsRowsWithoutKeyOrEventTimestamp() {
    assertThat(
            probe.write(
                STATS, List.of(row(null, 50, 60, 1.0, "no key"), row(1, null, 60, 2.0, "no time"))))
        .isEqualTo(new WriteSummary(0, 2));
    assertThat(probe.scan(STATS)).isEmpty();
  }

  @Test
  void holdsEveryTypeOfFeature() {
    List<Field> features = new ArrayList<>(TypedColumns.SCALARS);
    features.addAll(TypedColumns.LISTS);
    if (!lacks().contains(OnlineBehaviour.NESTED_TYPES)) {
      features.addAll(TypedColumns.NESTED);
    }
    FeatureViewSpec view = FeatureViews.of("typed", ID, features, TimeToLive.UNBOUNDED);
    store.check(view);
    List<List<Object>> rows = IntStream.range(0, 200).mapToObj(i -> typedRow(view, i)).toList();
    probe.write(view, rows);
    List<List<Object>> found =
        probe.lookup(view, 0, IntStream.range(0, 200).mapToObj(i -> row(i)).toList());
    for (int i = 0; i < rows.size(); i++) {
      int last = features.size();
      assertThat(found.get(i).subList(0, last)).isEqualTo(rows.get(i).subList(3, 3 + last));
    }
    assertThat(probe.scan(view)).containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void refusesTypesThatItCannotHoldByTheColumnsName() {
    FeatureViewSpec view = FeatureViews.of("nested", ID, TypedColumns.NESTED, TimeToLive.UNBOUNDED);
    if (lacks().contains(OnlineBehaviour.NESTED_TYPES)) {
      assertThatThrownBy(() -> store.check(view))
          .isInstanceOfSatisfying(
              PitwallException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_TYPE))
          .hasMessageContaining(TypedColumns.NESTED.get(0).getName());
    } else {
      store.check(view);
    }
  }

  @Test
  void findsKeysOfEveryType() {
    for (Field key : TypedColumns.KEYS) {
      FeatureViewSpec view =
          FeatureViews.of("by_" + key.getName(), List.of(key), FEATURES, TimeToLive.UNBOUNDED);
      store.check(view);
      List<List<Object>> keys =
          new RandomRows(new Random(7))
              .rows(Fields.schema(key), 40).stream()
                  .filter(k -> !k.contains(null))
                  .distinct()
                  .toList();
      probe.write(view, keys.stream().map(k -> row(k.get(0), 50, 60, 0.5, k.toString())).toList());
      assertThat(probe.lookup(view, List.of("note"), 100, keys))
          .extracting(r -> r.get(0))
          .isEqualTo(keys.stream().map(Object::toString).toList());
    }
  }

  @Test
  void comparesCompositeKeysPartByPart() {
    FeatureViewSpec numbers = FeatureViews.of("numbers", PAIR, FEATURES, TimeToLive.UNBOUNDED);
    probe.write(
        numbers, List.of(row(1, 11, 50, 60, 1.0, "1, 11"), row(11, 1, 50, 60, 2.0, "11, 1")));
    assertThat(notes(numbers, row(11, 1), row(1, 11), row(1, 1)))
        .containsExactly("11, 1", "1, 11", null);
    List<Field> texts = List.of(Fields.of("a", Fields.VARCHAR), Fields.of("b", Fields.VARCHAR));
    FeatureViewSpec words = FeatureViews.of("words", texts, FEATURES, TimeToLive.UNBOUNDED);
    probe.write(
        words, List.of(row("a", "bc", 50, 60, 1.0, "a, bc"), row("ab", "c", 50, 60, 2.0, "ab, c")));
    assertThat(notes(words, row("ab", "c"), row("a", "bc"), row("abc", ""), row("", "abc")))
        .containsExactly("ab, c", "a, bc", null, null);
  }

  @Test
  void holdsTheOneRowOfAViewWithoutKeys() {
    FeatureViewSpec view = FeatureViews.of("global", NO_KEY, FEATURES, TimeToLive.UNBOUNDED);
    assertThat(statuses(view, 100, row())).containsExactly(NOT_FOUND);
    probe.write(view, List.of(row(50, 60, 1.0, "old"), row(51, 60, 2.0, "new")));
    assertThat(notes(view, row(), row())).containsExactly("new", "new");
    assertThat(probe.scan(view)).hasSize(1);
  }

  @Test
  void endsUpTheSameWhateverOrderWritersComeIn() {
    List<List<Object>> rows = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      Long created = random.nextInt(4) == 0 ? null : (Long) (long) i;
      rows.add(row(random.nextInt(20), random.nextInt(30), created, 0.5, "row " + i));
    }
    Map<List<Object>, List<Object>> withoutFullTies = new HashMap<>();
    rows.forEach(row -> withoutFullTies.put(row.subList(0, 3), row));
    List<List<Object>> shuffled = new ArrayList<>(withoutFullTies.values());
    Collections.shuffle(shuffled, random);
    writeConcurrently(shuffled);
    assertThat(probe.scan(STATS)).containsExactlyInAnyOrderElementsOf(newest(shuffled));
  }

  @Test
  void deletesTheRowsOfSomeKeys() {
    FeatureViewSpec other = FeatureViews.of("stats2", ID, FEATURES, TimeToLive.UNBOUNDED);
    probe.write(STATS, List.of(row(1, 50, 60, 1.0, "goes"), row(2, 50, 60, 1.0, "stays")));
    probe.write(other, List.of(row(1, 50, 60, 1.0, "of another view")));
    assertThat(probe.delete(STATS, List.of(row(1), row(3), row((Object) null)))).isEqualTo(1);
    assertThat(statuses(STATS, 100, row(1))).containsExactly(NOT_FOUND);
    assertThat(notes(STATS, row(2))).containsExactly("stays");
    assertThat(notes(other, row(1))).containsExactly("of another view");
    probe.write(STATS, List.of(row(1, 10, 20, 1.0, "older than the deleted row")));
    assertThat(noteOf(1)).isEqualTo("older than the deleted row");
  }

  @Test
  void dropsOneViewOnly() {
    FeatureViewSpec other = FeatureViews.of("stats2", ID, FEATURES, TimeToLive.UNBOUNDED);
    probe.write(STATS, List.of(row(1, 50, 60, 1.0, "dropped")));
    probe.write(other, List.of(row(1, 50, 60, 1.0, "stays")));
    store.drop(STATS);
    assertThat(statuses(STATS, 100, row(1))).containsExactly(NOT_FOUND);
    assertThat(probe.scan(STATS)).isEmpty();
    assertThat(notes(other, row(1))).containsExactly("stays");
    probe.write(STATS, List.of(row(1, 10, 20, 1.0, "older than the dropped row")));
    assertThat(noteOf(1)).isEqualTo("older than the dropped row");
  }

  @Test
  void startsOverWhenAViewIsDroppedAndMadeWithOtherColumns() {
    probe.write(STATS, List.of(row(1, 50, 60, 1.0, "one")));
    store.drop(STATS);
    FeatureViewSpec again =
        FeatureViews.of(
            "stats",
            ID,
            List.of(Fields.of("note", Fields.BIGINT), Fields.of("rate", Fields.BOOLEAN)),
            TimeToLive.UNBOUNDED);
    assertThat(statuses(again, 100, row(1))).containsExactly(NOT_FOUND);
    probe.write(again, List.of(row(1, 50, 60, 7, true)));
    assertThat(probe.lookup(again, 100, List.of(row(1))))
        .containsExactly(row(7, true, 50, PRESENT.name()));
  }

  @Test
  void keepsItsRowsWhenAColumnIsAdded() {
    probe.write(STATS, List.of(row(1, 50, 60, 1.0, "one"), row(2, 50, null, 2.0, null)));
    List<Field> features = new ArrayList<>(FEATURES);
    features.add(Fields.of("trips", Fields.BIGINT));
    FeatureViewSpec wider = FeatureViews.of("stats", ID, features, TimeToLive.ofMicros(100));
    assertThat(probe.lookup(wider, 100, List.of(row(1), row(3))))
        .containsExactly(
            row(1.0, "one", null, 50, PRESENT.name()),
            row(null, null, null, null, NOT_FOUND.name()));
    assertThat(probe.lookup(wider, List.of("trips"), 100, List.of(row(2))))
        .containsExactly(row(null, 50, NULL_VALUE.name()));
    probe.write(wider, List.of(row(1, 50, 60, 1.0, "one", 7), row(2, 40, null, 0.0, null, 8)));
    assertThat(probe.lookup(wider, 100, List.of(row(1), row(2))))
        .containsExactly(
            row(1.0, "one", 7, 50, PRESENT.name()), row(2.0, null, null, 50, PRESENT.name()));
    assertThat(probe.scan(wider))
        .containsExactlyInAnyOrder(
            row(1, 50, 60, 1.0, "one", 7), row(2, 50, null, 2.0, null, null));
  }

  @Test
  void keepsItsRowsWhenClosedAndOpenedAgain() {
    assumeFalse(lacks().contains(OnlineBehaviour.DURABILITY));
    probe.write(STATS, List.of(row(1, 50, 60, 1.0, "one")));
    store.close();
    open();
    assertThat(noteOf(1)).isEqualTo("one");
    assertThat(write(row(1, 49, 70, 1.0, "older"))).isEqualTo(new WriteSummary(0, 1));
  }

  @Test
  void looksUpAndScansManyRows() {
    List<List<Object>> keys = IntStream.range(0, 20_000).mapToObj(i -> row(i)).toList();
    probe.write(STATS, keys.stream().map(k -> row(k.get(0), 50, 60, 0.5, k.toString())).toList());
    assertThat(notes(STATS, keys)).isEqualTo(keys.stream().map(Object::toString).toList());
    assertThat(probe.scan(STATS)).hasSize(keys.size());
  }

  @Test
  void freesItsMemoryWhenAScanIsClosedEarly() {
    probe.write(STATS, List.of(row(1, 50, 60, 1.0, "one"), row(2, 50, 60, 1.0, "two")));
    try (BatchReader reader = store.scan(STATS, allocator.get());
        VectorSchemaRoot batch = reader.next()) {
      assertThat(batch.getRowCount()).isPositive();
    }
    assertThat(allocator.get().getAllocatedMemory()).isZero();
  }

  @Test
  void failsCleanlyWhenThereIsTooLittleMemory() {
    probe.write(STATS, List.of(row(1, 50, 60, 1.0, "x".repeat(10_000))));
    try (BufferAllocator small = allocator.get().newChildAllocator("small", 0, 4_096)) {
      OnlineProbe limited = new OnlineProbe(store, allocator.get(), small);
      assertThatThrownBy(() -> limited.lookup(STATS, 100, List.of(row(1))))
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOf(PitwallException.class);
      assertThat(small.getAllocatedMemory()).isZero();
    }
    assertThat(noteOf(1)).isEqualTo("x".repeat(10_000));
  }

  private WriteSummary write(List<Object> row) {
    return probe.write(STATS, List.of(row));
  }

  private Object noteOf(long id) {
    return notes(STATS, row(id)).get(0);
  }

  @SafeVarargs // the array is only read
  private List<Object> notes(FeatureViewSpec view, List<Object>... keys) {
    return notes(view, List.of(keys));
  }

  private List<Object> notes(FeatureViewSpec view, List<List<Object>> keys) {
    List<Object> notes = new ArrayList<>();
    probe.lookup(view, List.of("note"), 100, keys).forEach(row -> notes.add(row.get(0)));
    return notes;
  }

  @SafeVarargs // the array is only read
  private List<LookupStatus> statuses(FeatureViewSpec view, long now, List<Object>... keys) {
    return probe.lookup(view, now, List.of(keys)).stream()
        .map(row -> LookupStatus.valueOf((String) row.get(row.size() - 1)))
        .toList();
  }

  /** A row of that id at time zero whose features are random. */
  private static List<Object> typedRow(FeatureViewSpec view, long id) {
    List<Object> row = new ArrayList<>();
    new RandomRows(new Random(id)).rows(FeatureViews.schema(view), 1).forEach(row::addAll);
    row.set(0, id);
    row.set(1, 0L);
    row.set(2, null);
    return row;
  }

  /** The newest row of each key, as the oracle of the point-in-time join sees it. */
  private static List<List<Object>> newest(List<List<Object>> rows) {
    List<FeatureRow> features =
        IntStream.range(0, rows.size()).mapToObj(i -> featureRow(rows.get(i), i)).toList();
    List<SpineRow> atTheEnd =
        features.stream()
            .map(FeatureRow::keys)
            .distinct()
            .map(key -> new SpineRow(key, Long.MAX_VALUE))
            .toList();
    MatchPolicy any =
        new MatchPolicy(Bound.INCLUSIVE, OptionalLong.empty(), Cutoff.NONE, Unmatched.DROP);
    return NaivePointInTimeJoin.joinByKey(atTheEnd, features, any).stream()
        .map(match -> rows.get((int) match.feature().orElseThrow().rowId()))
        .toList();
  }

  private static FeatureRow featureRow(List<Object> row, int rowId) {
    return new FeatureRow(row.subList(0, 1), (Long) row.get(1), (Long) row.get(2), rowId);
  }

  /** Four threads write small batches of the rows. */
  private void writeConcurrently(List<List<Object>> rows) {
    ExecutorService writers = Executors.newFixedThreadPool(4);
    try {
      CompletableFuture.allOf(
              IntStream.iterate(0, from -> from < rows.size(), from -> from + 25)
                  .mapToObj(from -> rows.subList(from, Math.min(from + 25, rows.size())))
                  .map(part -> CompletableFuture.runAsync(() -> probe.write(STATS, part), writers))
                  .toArray(CompletableFuture[]::new))
          .join();
    } finally {
      writers.shutdown();
    }
  }
}
