package dev.pitwall.embedded;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.TimeToLive;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.plugin.OnlineStorePlugin;
import dev.pitwall.spi.plugin.StoreContext;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.client.JavaProcess;
import dev.pitwall.testkit.contract.FeatureViews;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreFileTest {
  private static final FeatureViewSpec STATS =
      FeatureViews.of(
          "stats",
          List.of(Fields.of("id", Fields.BIGINT)),
          List.of(Fields.of("note", Fields.VARCHAR)),
          TimeToLive.UNBOUNDED);

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  @TempDir private Path directory;

  @Test
  void isFoundByItsName() {
    assertThat(ServiceLoader.load(OnlineStorePlugin.class))
        .extracting(OnlineStorePlugin::name)
        .containsExactly("embedded");
  }

  @Test
  void keepsEverythingInOneFile() throws IOException {
    try (OnlineStore store = open()) {
      rows(store).write(STATS, row(1, 50, 60, "one"));
    }
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void namesTheFileAndTheRemedyWhenAnotherProcessHoldsIt() throws Exception {
    Process holder = JavaProcess.of(HeldFile.class, directory.toString()).start();
    try (BufferedReader output = holder.inputReader()) {
      assertThat(output.readLine()).isEqualTo("holding");
      assertThatThrownBy(this::open)
          .isInstanceOfSatisfying(
              PitwallException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
          .hasMessageContaining(file().toString())
          .hasMessageContaining("data directory");
    } finally {
      holder.getOutputStream().close();
      holder.waitFor();
    }
    open().close();
  }

  @Test
  void namesTheFileWhenItIsClosed() {
    OnlineStore store = open();
    EmbeddedRows rows = rows(store);
    rows.write(STATS, row(1, 50, 60, "one"));
    BatchReader reader = store.scan(STATS, allocator.get());
    store.close();
    assertUnavailable(reader::next);
    reader.close();
    assertUnavailable(() -> rows.find(STATS, 1));
    assertUnavailable(() -> rows.write(STATS, row(1, 50, 60, "one")));
    assertUnavailable(() -> rows.scan(STATS));
    assertUnavailable(() -> store.drop(STATS));
  }

  @Test
  void namesTheFileWhenItCannotBeMade() {
    Path missing = directory.resolve("a file, no directory");
    assertThatThrownBy(
            () -> {
              Files.writeString(missing, "text");
              new EmbeddedStorePlugin().open(new StoreContext(missing, Map.of()));
            })
        .isInstanceOf(PitwallException.class)
        .hasMessageContaining(missing.toString());
  }

  @Test
  void outlivesAnInterruptedCaller() {
    try (OnlineStore store = open()) {
      EmbeddedRows rows = rows(store);
      rows.write(STATS, row(1, 50, 60, "one"));
      Thread.currentThread().interrupt();
      try {
        rows.write(STATS, row(2, 50, 60, "two"));
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
      assertThat(rows.find(STATS, 1)).startsWith("one");
      assertThat(rows.find(STATS, 2)).startsWith("two");
      rows.write(STATS, row(3, 50, 60, "three"));
    }
    try (OnlineStore store = open()) {
      assertThat(rows(store).scan(STATS)).hasSize(3);
    }
  }

  @Test
  void growsByNoLookup() {
    try (OnlineStore store = open()) {
      rows(store).find(STATS, 1);
      rows(store).scan(STATS);
    }
    try (MVStore file = StoreFile.open(file()).store()) {
      assertThat(file.getMapNames()).isEmpty();
    }
  }

  @Test
  void scansTheRowsOfTheMomentItBegan() {
    try (OnlineStore store = open()) {
      rows(store).write(STATS, row(1, 50, 60, "one"));
      try (BatchReader reader = store.scan(STATS, allocator.get())) {
        rows(store).write(STATS, row(1, 51, 60, "newer"), row(2, 50, 60, "two"));
        store.drop(STATS);
        assertThat(EmbeddedRows.rest(reader)).containsExactly(row(1, 50, 60, "one"));
      }
    }
  }

  /** Whole blocks, of which no row can be read. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20})
  void saysWhatToDoAboutRowsThatWereCutOff(int length) {
    try (OnlineStore store = open()) {
      rows(store).write(STATS, row(1, 50, 60, "one"));
    }
    try (MVStore file = StoreFile.open(file()).store()) {
      MVMap<byte[], byte[]> stored = ViewMaps.open(file, file.getMapNames().iterator().next());
      stored.replaceAll((key, row) -> Arrays.copyOf(row, length));
    }
    try (OnlineStore store = open()) {
      EmbeddedRows rows = rows(store);
      assertFails(ErrorCode.DATA_CORRUPT, () -> rows.find(STATS, 1));
      assertFails(ErrorCode.DATA_CORRUPT, () -> rows.scan(STATS));
      assertFails(ErrorCode.DATA_CORRUPT, () -> rows.write(STATS, row(1, 50, 60, "one")));
    }
  }

  private static void assertUnavailable(ThrowingCallable call) {
    assertFails(ErrorCode.STORE_UNAVAILABLE, call);
  }

  private static void assertFails(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .satisfies(
            thrown -> {
              Throwable error = thrown instanceof CompletionException ? thrown.getCause() : thrown;
              assertThat(error)
                  .isInstanceOfSatisfying(
                      PitwallException.class, e -> assertThat(e.code()).isEqualTo(code))
                  .hasMessageContaining("online.mv.db");
            });
  }

  private OnlineStore open() {
    return new EmbeddedStorePlugin().open(new StoreContext(directory, Map.of()));
  }

  private Path file() {
    return directory.resolve("online.mv.db");
  }

  private EmbeddedRows rows(OnlineStore store) {
    return new EmbeddedRows(store, allocator.get());
  }
}
