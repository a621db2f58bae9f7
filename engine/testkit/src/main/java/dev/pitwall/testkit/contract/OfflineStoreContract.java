package dev.pitwall.testkit.contract;

import static dev.pitwall.testkit.batch.Batches.row;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.pitwall.spi.error.ErrorCategory;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.offline.ColumnRange;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.spi.offline.ReadRequest;
import dev.pitwall.spi.offline.RowSelection;
import dev.pitwall.spi.offline.ScanHandle;
import dev.pitwall.spi.offline.SnapshotSelector;
import dev.pitwall.spi.offline.Split;
import dev.pitwall.spi.offline.TableSnapshot;
import dev.pitwall.spi.offline.TableWriter;
import dev.pitwall.spi.offline.WriteRequest;
import dev.pitwall.spi.offline.WriteTransaction;
import dev.pitwall.spi.predicate.ComparisonOperator;
import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.spi.predicate.Predicate;
import dev.pitwall.spi.pushdown.PushdownResult;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.generate.RandomRows;
import dev.pitwall.testkit.generate.SeededCases;
import dev.pitwall.testkit.store.RowPredicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every offline store does; a store's test extends it and supplies the store. */
public abstract class OfflineStoreContract {
  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  private OfflineStore store;
  private OfflineProbe probe;

  /** Opens the store under test, which the contract closes. */
  protected abstract OfflineStore openStore();

  /** A place where no table is, and where one may be made; another one at each call. */
  protected abstract TableSource newTable();

  /** When a version was committed, in microseconds since the epoch. */
  protected abstract long committedAt(TableSource table, long version);

  /** What the store does not do; each entry is to be justified where it is given. */
  protected Set<OfflineBehaviour> lacks() {
    return Set.of();
  }

  @BeforeEach
  void open() {
    store = openStore();
    probe = new OfflineProbe(store, allocator.get());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void readsEveryTypeBackAsWritten() {
    Schema schema = everyType();
    TableSource table = newTable();
    List<List<Object>> rows = new RandomRows(new Random(1)).rows(schema, 300);
    probe.create(table, schema, rows);
    assertThat(probe.rows(table)).isEqualTo(rows);
    assertThat(typesOf(probe.latest(table).schema())).isEqualTo(typesOf(schema));
  }

  @Test
  void readsColumnsOfNothingButNulls() {
    Schema schema = everyType();
    TableSource table = newTable();
    List<List<Object>> rows = List.of(row(new Object[schema.getFields().size()]));
    probe.create(table, schema, rows);
    assertThat(probe.rows(table)).isEqualTo(rows);
  }

  @Test
  void readsAnEmptyTable() {
    TableSource table = newTable();
    probe.create(table, EventTable.SCHEMA, List.of());
    assertThat(probe.rows(table)).isEmpty();
    assertThat(typesOf(probe.latest(table).schema())).isEqualTo(typesOf(EventTable.SCHEMA));
  }

  @Test
  void readsOnlyTheColumnsAskedForInThatOrder() {
    TableSource table = events();
    assertThat(probe.positioned(probe.scan(table), List.of("city", "n")))
        .extracting(PositionedRow::values)
        .isEqualTo(events(e -> row(e.get(EventTable.CITY), e.get(0))));
  }

  @Test
  void countsRowsWhenNoColumnIsAskedFor() {
    TableSource table = events();
    assertThat(probe.positioned(probe.scan(table), List.of())).hasSize(EventTable.ROWS);
    probe.latest(table).rowCount().ifPresent(count -> assertThat(count).isEqualTo(EventTable.ROWS));
  }

  @Test
  void namesAMissingTable() {
    TableSource table = newTable();
    assertThatThrownBy(() -> probe.latest(table))
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.LOCATION_NOT_FOUND))
        .hasMessageContaining(table.location());
    assertThatThrownBy(() -> probe.append(table, EventTable.SCHEMA, EventTable.rows(0)))
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.LOCATION_NOT_FOUND));
  }

  @Test
  void doesNotMakeATableTwice() {
    TableSource table = events();
    assertUserError(() -> probe.create(table, EventTable.SCHEMA, EventTable.rows(0)));
    assertThat(probe.rows(table)).isEqualTo(EventTable.rows());
  }

  @Test
  void refusesRowsOfAnotherSchema() {
    TableSource table = events();
    Schema other = Fields.schema(Fields.of("n", Fields.VARCHAR));
    assertUserError(() -> probe.append(table, other, List.of(row("x"))));
    assertThat(probe.rows(table)).isEqualTo(EventTable.rows());
  }

  @Test
  void showsRowsOnlyOnceCommittedAndAllTogether() {
    TableSource table = newTable();
    WriteRequest request =
        new WriteRequest(table, EventTable.SCHEMA, List.of(), WriteRequest.Mode.CREATE);
    try (TableWriter abandoned = store.write(request, allocator.get())) {
      probe.appendTo(abandoned, EventTable.SCHEMA, EventTable.rows(0));
    }
    assertThatThrownBy(() -> probe.latest(table)).isInstanceOf(PitwallException.class);
    try (TableWriter writer = store.write(request, allocator.get())) {
      probe.appendTo(writer, EventTable.SCHEMA, EventTable.rows(0));
      probe.appendTo(writer, EventTable.SCHEMA, EventTable.rows(1));
      writer.commit();
    }
    assertThat(probe.rows(table)).hasSize(2 * EventTable.COMMIT_ROWS);
  }

  @Test
  void takesATransactionOnce() {
    TableSource table = events();
    int before = probe.rows(table).size();
    assertThat(append(table, new WriteTransaction("job", 2))).isPresent();
    long version = probe.latest(table).version();
    assertThat(append(table, new WriteTransaction("job", 2))).isEmpty();
    assertThat(append(table, new WriteTransaction("job", 1))).isEmpty();
    assertThat(probe.latest(table).version()).isEqualTo(version);
    assertThat(append(table, new WriteTransaction("another", 1))).isPresent();
    assertThat(append(table, new WriteTransaction("job", 3))).isPresent();
    assertThat(probe.rows(table)).hasSize(before + 3 * EventTable.COMMIT_ROWS);
  }

  private OptionalLong append(TableSource table, WriteTransaction transaction) {
    WriteRequest request =
        new WriteRequest(
            table,
            EventTable.SCHEMA,
            List.of(),
            WriteRequest.Mode.APPEND,
            Optional.of(transaction));
    try (TableWriter writer = store.write(request, allocator.get())) {
      probe.appendTo(writer, EventTable.SCHEMA, EventTable.rows(0));
      return writer.commit();
    }
  }

  @Test
  void readsEveryVersionAsItWas() {
    TableSource table = events();
    for (long version = 0; version < EventTable.COMMITS; version++) {
      TableSnapshot snapshot = store.snapshot(table, new SnapshotSelector.AtVersion(version));
      assertThat(snapshot.version()).isEqualTo(version);
      assertThat(probe.rows(store.scan(snapshot)))
          .isEqualTo(EventTable.rows().subList(0, (int) (version + 1) * EventTable.COMMIT_ROWS));
    }
  }

  @Test
  void readsTheVersionOfAMoment() {
    TableSource table = events();
    List<Long> commits =
        LongStream.range(0, EventTable.COMMITS)
            .mapToObj(version -> committedAt(table, version))
            .toList();
    for (long moment : commits) {
      long newest = commits.stream().filter(committed -> committed <= moment).count() - 1;
      TableSnapshot snapshot = store.snapshot(table, new SnapshotSelector.AtTimestamp(moment));
      assertThat(snapshot.version()).isEqualTo(newest);
    }
    assertNoVersion(table, new SnapshotSelector.AtTimestamp(commits.get(0) - 1));
    assertNoVersion(table, new SnapshotSelector.AtVersion(EventTable.COMMITS));
  }

  @Test
  void neverTakesAnOldSnapshotForTheCurrentOne() {
    TableSource table = events();
    SnapshotSelector latest = new SnapshotSelector.Latest();
    TableSnapshot before = store.snapshot(table, latest);
    probe.append(table, EventTable.SCHEMA, EventTable.rows(EventTable.COMMITS));
    assertThat(store.isCurrent(before, latest)).isFalse();
  }

  @Test
  void keepsASnapshotWhileOthersCommit() {
    TableSource table = events();
    ScanHandle before = probe.scan(table);
    probe.append(table, EventTable.SCHEMA, EventTable.rows(EventTable.COMMITS));
    assertThat(probe.rows(before)).isEqualTo(EventTable.rows());
    assertThat(probe.rows(table)).hasSize((EventTable.COMMITS + 1) * EventTable.COMMIT_ROWS);
  }

  @Test
  void numbersRowsInCommitOrder() {
    TableSource table = events();
    ScanHandle scan = probe.scan(table);
    List<Split> splits = store.splits(scan, DynamicFilter.NONE);
    assertThat(splits).extracting(Split::ordinal).isSorted().doesNotHaveDuplicates();
    assertThat(probe.positioned(scan, List.of("n")))
        .extracting(r -> r.values().get(0))
        .isEqualTo(events(e -> e.get(0)));
    for (Split split : splits) {
      assertThat(probe.positioned(scan, split, ReadRequest.all(List.of())))
          .extracting(PositionedRow::position)
          .isSorted()
          .doesNotHaveDuplicates()
          .allMatch(position -> position >= 0 && position < split.rowCount());
    }
  }

  @Test
  void tellsTheTruthAboutEverySplit() {
    TableSource table = events();
    ScanHandle scan = probe.scan(table);
    for (Split split : store.splits(scan, DynamicFilter.NONE)) {
      for (String column : OfflineProbe.columns(scan)) {
        List<PositionedRow> rows = probe.positioned(scan, split, ReadRequest.all(List.of(column)));
        split.range(column).ifPresent(range -> assertWithin(rows, column, range));
        if (split.orderedBy().equals(Optional.of(column))) {
          assertThat(rows.stream().map(r -> r.values().get(0)).toList())
              .doesNotContainNull()
              .isSorted();
        }
      }
    }
  }

  @Test
  void takesWhatItUnderstandsOfAPredicateAndGivesTheRestBack() {
    ScanHandle scan = probe.scan(events());
    List<PositionedRow> all = probe.positioned(scan, OfflineProbe.columns(scan));
    SeededCases.forAll(
        200,
        EventTable::predicate,
        predicate -> {
          RowPredicate wanted = new RowPredicate(predicate, EventTable.SCHEMA);
          assertThat(filtered(scan, predicate))
              .isEqualTo(all.stream().filter(r -> wanted.keeps(r.values())).toList());
        });
  }

  @Test
  void takesSeveralPredicatesOneAfterTheOther() {
    TableSource table = events();
    ScanHandle scan = probe.scan(table);
    RowPredicate late = new RowPredicate(atLeast("n", 700L), EventTable.SCHEMA);
    RowPredicate oslo = new RowPredicate(is("city", "oslo"), EventTable.SCHEMA);
    ScanHandle first = push(scan, atLeast("n", 700L)).map(PushdownResult::handle).orElse(scan);
    ScanHandle both = push(first, is("city", "oslo")).map(PushdownResult::handle).orElse(first);
    assertThat(probe.rows(both).stream().filter(late::keeps).filter(oslo::keeps))
        .isNotEmpty()
        .isEqualTo(EventTable.rows().stream().filter(late::keeps).filter(oslo::keeps).toList());
  }

  @Test
  void stopsTakingWhatItHasAlreadyTaken() {
    TableSource table = events();
    SeededCases.forAll(
        50,
        EventTable::predicate,
        predicate -> {
          ScanHandle scan = probe.scan(table);
          Optional<Predicate> remaining = Optional.of(predicate);
          for (int i = 0; i < 10 && remaining.isPresent(); i++) {
            Optional<PushdownResult<ScanHandle, Predicate>> result = push(scan, remaining.get());
            scan = result.map(PushdownResult::handle).orElse(scan);
            remaining = result.flatMap(PushdownResult::remainder);
          }
          assertThat(remaining).as("what is left after ten rounds").isEmpty();
        });
  }

  @Test
  void losesNoRowThatADynamicFilterWants() {
    TableSource table = events();
    ScanHandle scan = probe.scan(table);
    List<PositionedRow> all = probe.positioned(scan, List.of("n", "ts"));
    SeededCases.forAll(
        50,
        ContractFilter::random,
        filter -> {
          List<PositionedRow> read = new ArrayList<>();
          for (Split split : store.splits(scan, filter)) {
            ReadRequest request =
                new ReadRequest(List.of("n", "ts"), new RowSelection.All(), filter);
            read.addAll(probe.positioned(scan, split, request));
          }
          assertThat(all).containsAll(read);
          assertThat(read).containsAll(all.stream().filter(filter::wants).toList());
        });
  }

  @Test
  void readsExactlyThePositionsAskedFor() {
    TableSource table = events();
    ScanHandle scan = probe.scan(table);
    ScanHandle nothing = push(scan, is("n", -1L)).map(PushdownResult::handle).orElse(scan);
    List<String> columns = List.of("city", "n", "price");
    for (Split split : store.splits(scan, DynamicFilter.NONE)) {
      List<PositionedRow> all = probe.positioned(scan, split, ReadRequest.all(columns));
      Random random = new Random(split.ordinal());
      List<PositionedRow> wanted = all.stream().filter(r -> random.nextInt(7) == 0).toList();
      assertThat(probe.positioned(nothing, split, positions(wanted, columns))).isEqualTo(wanted);
    }
  }

  @Test
  void readsSplitsOnSeveralThreads() {
    TableSource table = events();
    ScanHandle scan = probe.scan(table);
    List<CompletableFuture<List<PositionedRow>>> reads =
        IntStream.range(0, 3)
            .boxed()
            .flatMap(i -> store.splits(scan, DynamicFilter.NONE).stream())
            .map(
                split ->
                    CompletableFuture.supplyAsync(
                        () -> probe.positioned(scan, split, ReadRequest.all(List.of("n")))))
            .toList();
    assertThat(reads.stream().flatMap(read -> read.join().stream()).collect(toSet()))
        .isEqualTo(Set.copyOf(probe.positioned(scan, List.of("n"))));
  }

  @Test
  void freesItsMemoryWhenClosedEarly() {
    TableSource table = events();
    ScanHandle scan = probe.scan(table);
    Split split = store.splits(scan, DynamicFilter.NONE).get(0);
    ReadRequest request = ReadRequest.all(OfflineProbe.columns(scan));
    try (BatchReader reader = store.read(scan, split, request, allocator.get());
        VectorSchemaRoot batch = reader.next()) {
      assertThat(batch.getRowCount()).isPositive();
      assertThat(reader.bytesRead()).isNotNegative();
    }
    assertThat(allocator.get().getAllocatedMemory()).isZero();
  }

  @Test
  void freesItsMemoryWhenThereIsTooLittle() {
    TableSource table = events();
    ScanHandle scan = probe.scan(table);
    Split split = store.splits(scan, DynamicFilter.NONE).get(0);
    ReadRequest request = ReadRequest.all(OfflineProbe.columns(scan));
    try (BufferAllocator small = allocator.get().newChildAllocator("small", 0, 64)) {
      assertThatThrownBy(() -> readOne(scan, split, request, small))
          .isInstanceOf(RuntimeException.class);
      assertThat(small.getAllocatedMemory()).isZero();
    }
  }

  /** By any text but the empty one, which stores may not keep apart from NULL. */
  @Test
  void readsPartitionedTables() {
    assumeFalse(lacks().contains(OfflineBehaviour.PARTITIONS));
    TableSource table = newTable();
    List<List<Object>> rows =
        EventTable.rows().stream().filter(row -> !"".equals(row.get(EventTable.CITY))).toList();
    probe.write(
        new WriteRequest(
            table, EventTable.SCHEMA, List.of("city", "day"), WriteRequest.Mode.CREATE),
        rows);
    assertThat(probe.rows(table)).containsExactlyInAnyOrderElementsOf(rows);
    ScanHandle scan = probe.scan(table);
    RowPredicate oslo = new RowPredicate(is("city", "oslo"), EventTable.SCHEMA);
    assertThat(filtered(scan, is("city", "oslo")))
        .extracting(PositionedRow::values)
        .containsExactlyInAnyOrderElementsOf(rows.stream().filter(oslo::keeps).toList());
  }

  private Schema everyType() {
    List<Field> fields = new ArrayList<>(TypedColumns.SCALARS);
    fields.addAll(TypedColumns.LISTS);
    if (lacks().contains(OfflineBehaviour.WRITE_TIMESTAMP_WITHOUT_ZONE)) {
      fields.removeIf(field -> field.getName().endsWith("timestamp"));
    }
    if (!lacks().contains(OfflineBehaviour.WRITE_NESTED_TYPES)) {
      fields.addAll(TypedColumns.NESTED);
    }
    return new Schema(fields);
  }

  private static List<List<Object>> typesOf(Schema schema) {
    return schema.getFields().stream().map(f -> row(f.getName(), f.getType())).toList();
  }

  private TableSource events() {
    TableSource table = newTable();
    probe.create(table, EventTable.SCHEMA, EventTable.rows(0));
    for (int commit = 1; commit < EventTable.COMMITS; commit++) {
      probe.append(table, EventTable.SCHEMA, EventTable.rows(commit));
    }
    return table;
  }

  private static <T> List<T> events(Function<List<Object>, T> part) {
    return EventTable.rows().stream().map(part).toList();
  }

  private static Predicate is(String column, Object value) {
    return new Predicate.Comparison(column, ComparisonOperator.EQUAL, value);
  }

  private static Predicate atLeast(String column, Object value) {
    return new Predicate.Comparison(column, ComparisonOperator.GREATER_OR_EQUAL, value);
  }

  private Optional<PushdownResult<ScanHandle, Predicate>> push(ScanHandle scan, Predicate term) {
    return store.pushFilter(scan, term);
  }

  /** What is left of a scan by a predicate, store and remainder together. */
  private List<PositionedRow> filtered(ScanHandle scan, Predicate predicate) {
    Optional<PushdownResult<ScanHandle, Predicate>> result = push(scan, predicate);
    ScanHandle pushed = result.map(PushdownResult::handle).orElse(scan);
    Predicate rest =
        result.isEmpty()
            ? predicate
            : result.get().remainder().orElse(new Predicate.AllOf(List.of()));
    RowPredicate remaining = new RowPredicate(rest, scan.snapshot().schema());
    return probe.positioned(pushed, OfflineProbe.columns(scan)).stream()
        .filter(r -> remaining.keeps(r.values()))
        .toList();
  }

  private static ReadRequest positions(List<PositionedRow> rows, List<String> columns) {
    int[] positions = rows.stream().mapToInt(PositionedRow::position).toArray();
    return new ReadRequest(columns, new RowSelection.Positions(positions), DynamicFilter.NONE);
  }

  private void readOne(ScanHandle scan, Split split, ReadRequest request, BufferAllocator child) {
    try (BatchReader reader = store.read(scan, split, request, child)) {
      reader.next().close();
    }
  }

  private static void assertUserError(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> assertThat(e.code().category()).isEqualTo(ErrorCategory.USER));
  }

  private void assertNoVersion(TableSource table, SnapshotSelector selector) {
    assertThatThrownBy(() -> store.snapshot(table, selector))
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.VERSION_NOT_FOUND));
  }

  private static void assertWithin(List<PositionedRow> rows, String column, ColumnRange range) {
    Predicate atMost =
        new Predicate.Comparison(column, ComparisonOperator.LESS_OR_EQUAL, range.maximum());
    Predicate within =
        new Predicate.AnyOf(
            List.of(
                new Predicate.IsNull(column),
                new Predicate.AllOf(List.of(atLeast(column, range.minimum()), atMost))));
    Schema schema = Fields.schema(EventTable.SCHEMA.findField(column));
    assertThat(rows).allMatch(r -> new RowPredicate(within, schema).keeps(r.values()));
  }
}
