package dev.pitwall.embedded;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.TimeToLive;
import dev.pitwall.spi.online.LookupStatus;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.plugin.StoreContext;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.contract.FeatureViews;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A view whose definition changed without a drop never shows what was stored for the old one. */
class ChangedViewTest {
  private static final List<Field> PAIR =
      List.of(Fields.of("a", Fields.BIGINT), Fields.of("b", Fields.BIGINT));
  private static final Field RATE = Fields.of("rate", Fields.DOUBLE);
  private static final FeatureViewSpec PAIRS = view("pairs", RATE);

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  @TempDir private Path directory;
  private OnlineStore store;
  private EmbeddedRows rows;

  @BeforeEach
  void open() {
    store = new EmbeddedStorePlugin().open(new StoreContext(directory, Map.of()));
    rows = new EmbeddedRows(store, allocator.get());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void startsOverWhenAColumnIsDroppedRenamedRetypedOrPutBetween() {
    rows.write(PAIRS, row(1, 2, 50, 60, 0.5));
    store.close();
    open();
    for (FeatureViewSpec changed :
        List.of(
            view("pairs", Fields.of("note", Fields.VARCHAR), RATE),
            view("pairs"),
            view("pairs", Fields.of("rate", Fields.BIGINT)),
            view("pairs", Fields.of("ratio", Fields.DOUBLE)))) {
      assertThat(rows.find(changed, 1, 2)).last().isEqualTo(LookupStatus.NOT_FOUND.name());
      assertThat(rows.scan(changed)).isEmpty();
    }
    assertThat(rows.find(PAIRS, 1, 2)).startsWith(0.5);
  }

  @Test
  void startsOverWhenTheKeysAreTakenInAnotherOrder() {
    rows.write(PAIRS, row(1, 11, 50, 60, 0.5));
    List<ColumnSpec> swapped = List.of(new ColumnSpec(PAIR.get(1)), new ColumnSpec(PAIR.get(0)));
    FeatureViewSpec changed =
        EmbeddedRows.withRoles(PAIRS, swapped, "event_ts", Optional.of("created_ts"));
    assertThat(rows.find(changed, 1, 11)).last().isEqualTo(LookupStatus.NOT_FOUND.name());
  }

  @Test
  void startsOverWhenOtherColumnsTellTheTime() {
    rows.write(PAIRS, row(1, 2, 50, 60, 0.5));
    List<ColumnSpec> keys = PAIRS.entity().joinKeys();
    FeatureViewSpec swapped =
        EmbeddedRows.withRoles(PAIRS, keys, "created_ts", Optional.of("event_ts"));
    FeatureViewSpec without = EmbeddedRows.withRoles(PAIRS, keys, "event_ts", Optional.empty());
    assertThat(rows.find(swapped, 1, 2)).last().isEqualTo(LookupStatus.NOT_FOUND.name());
    assertThat(rows.find(without, 1, 2)).last().isEqualTo(LookupStatus.NOT_FOUND.name());
  }

  @Test
  void forgetsTheOldRowsOnceTheChangedViewIsWritten() {
    FeatureViewSpec changed = view("pairs", Fields.of("ratio", Fields.DOUBLE));
    rows.write(PAIRS, row(1, 2, 50, 60, 0.5));
    rows.write(changed, row(1, 2, 70, 80, 1.5));
    assertThat(rows.find(PAIRS, 1, 2)).last().isEqualTo(LookupStatus.NOT_FOUND.name());
    assertThat(rows.find(changed, 1, 2)).startsWith(1.5);
  }

  @Test
  void keepsItsRowsUnderTheNewNameWhenColumnsWereAddedAndItIsWritten() {
    rows.write(PAIRS, row(1, 2, 50, 60, 0.5), row(3, 4, 50, 60, 0.7));
    FeatureViewSpec wider =
        view("pairs", RATE, Fields.of("note", Fields.VARCHAR), Fields.of("n", Fields.BIGINT));
    rows.write(wider, row(1, 2, 50, 60, 0.5, "later", 7L));
    store.close();
    open();
    assertThat(rows.find(wider, 1, 2)).startsWith(0.5, "later", 7L);
    assertThat(rows.find(wider, 3, 4)).startsWith(0.7, null, null);
    assertThat(rows.scan(wider)).hasSize(2);
    store.drop(wider);
    assertThat(rows.find(PAIRS, 1, 2)).last().isEqualTo(LookupStatus.NOT_FOUND.name());
  }

  @Test
  void keepsRowsWhenOnlyTheTtlOrTheCaseOfTheNameChanges() {
    rows.write(PAIRS, row(1, 2, 50, 60, 0.5));
    FeatureViewSpec shorter =
        FeatureViews.of("PAIRS", PAIR, List.of(RATE), TimeToLive.ofMicros(10));
    assertThat(rows.find(shorter, 1, 2)).startsWith(0.5);
  }

  @Test
  void findsItsColumnsInAnyCase() {
    List<ColumnSpec> keys =
        PAIR.stream()
            .map(key -> Fields.of(key.getName().toUpperCase(Locale.ROOT), key.getType()))
            .map(ColumnSpec::new)
            .toList();
    FeatureViewSpec loud =
        EmbeddedRows.withRoles(PAIRS, keys, "EVENT_TS", Optional.of("CREATED_TS"));
    rows.write(loud, row(1, 2, 50, 60, 0.5));
    assertThat(rows.find(loud, 1, 2)).startsWith(0.5);
  }

  @Test
  void dropsNoViewWhoseNameOnlyBeginsTheSame() {
    FeatureViewSpec longer = view("pairs/of", RATE);
    rows.write(PAIRS, row(1, 2, 50, 60, 0.5));
    rows.write(longer, row(1, 2, 50, 60, 1.5));
    store.drop(PAIRS);
    assertThat(rows.find(PAIRS, 1, 2)).last().isEqualTo(LookupStatus.NOT_FOUND.name());
    assertThat(rows.find(longer, 1, 2)).startsWith(1.5);
  }

  private static FeatureViewSpec view(String name, Field... features) {
    return FeatureViews.of(name, PAIR, List.of(features), TimeToLive.UNBOUNDED);
  }
}
