package dev.pitwall.embedded;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.TimeToLive;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.contract.FeatureViews;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A file of which some bytes are not as they were written: an error, and never other rows. */
class DamagedFileTest {
  private static final int KEYS = 400;
  private static final int FLIPS = 400;
  private static final FeatureViewSpec STATS = view("stats");
  private static final FeatureViewSpec OTHER = view("other");

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  @TempDir private Path directory;
  private Path file;
  private List<List<Object>> written;

  /** Several times, so that rows of older versions are in it as well. */
  @BeforeEach
  void write() {
    file = directory.resolve("whole");
    for (int time = 0; time < 3; time++) {
      try (EmbeddedOnlineStore store = EmbeddedOnlineStore.open(file)) {
        EmbeddedRows rows = new EmbeddedRows(store, allocator.get());
        for (int part = 0; part < 4; part++) {
          rows.write(STATS, someRows(time, part));
          rows.write(OTHER, someRows(time, part));
        }
        written = answers(store);
      }
    }
  }

  private static List<List<Object>> someRows(int time, int part) {
    List<List<Object>> rows = new ArrayList<>();
    for (long key = part; key < KEYS; key += 4) {
      rows.add(row(key, time + key % 2, null, "note " + key + " of " + time));
    }
    return rows;
  }

  @Test
  void isNeverAnsweredOtherwise() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(20_261_127);
    int refused = 0;
    for (int flip = 0; flip < FLIPS; flip++) {
      byte[] bytes = whole.clone();
      int at = random.nextInt(bytes.length);
      bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      Optional<List<List<Object>>> answers = answers(bytes);
      answers.ifPresent(found -> assertThat(found).as("byte %s", at).isEqualTo(written));
      refused += answers.isEmpty() ? 1 : 0;
    }
    assertThat(refused).isPositive();
  }

  @Test
  void isRefusedWhenItsEndIsMissing() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int missing : List.of(1, 4_000, 5_000, 20_000, whole.length - 10, whole.length - 100)) {
      assertThat(answers(Arrays.copyOf(whole, whole.length - missing))).as("%s", missing).isEmpty();
    }
  }

  /** What the rest of the file tells is not the newest then. */
  @Test
  void isRefusedWhenTheLastVersionIsMissing() throws IOException {
    Path before = Files.copy(file, directory.resolve("before"));
    try (EmbeddedOnlineStore store = EmbeddedOnlineStore.open(file)) {
      new EmbeddedRows(store, allocator.get()).write(STATS, row(1L, 99L, null, "newest"));
    }
    byte[] older = Files.readAllBytes(before);
    byte[] newer = Files.readAllBytes(file);
    System.arraycopy(newer, 0, older, 0, 28);
    assertThat(answers(older)).isEmpty();
  }

  /** None of its blocks has a checksum; from then on all have. */
  @Test
  void isReadWhenItWasWrittenBeforeThereWereChecksums() throws IOException {
    Path old = directory.resolve("old");
    try (MVStore source = StoreFile.open(file).store();
        MVStore target = MVStore.open(old.toString())) {
      source.getMapNames().forEach(n -> ViewMaps.open(target, n).putAll(ViewMaps.open(source, n)));
    }
    assertThat(Files.readString(old, StandardCharsets.ISO_8859_1)).startsWith("H:2");
    assertThat(answers(old)).isEqualTo(written);
    assertThat(Files.readString(old, StandardCharsets.ISO_8859_1)).startsWith("pitwall online 1");
    assertThat(answers(old)).isEqualTo(written);
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactlyInAnyOrder(file, old);
    }
  }

  /** Of a file with those bytes; empty when it is refused as damaged. */
  private Optional<List<List<Object>>> answers(byte[] bytes) throws IOException {
    Path damaged = Files.write(directory.resolve("damaged"), bytes);
    try {
      return Optional.of(answers(damaged));
    } catch (PitwallException | CompletionException e) {
      Throwable error = e instanceof CompletionException ? e.getCause() : e;
      assertThatThrownBy(
              () -> {
                throw error;
              })
          .isInstanceOfSatisfying(
              PitwallException.class, p -> assertThat(p.code()).isEqualTo(ErrorCode.DATA_CORRUPT))
          .hasMessage(
              "the online store "
                  + damaged
                  + " is damaged: remove it, and MATERIALIZE every view FROM TIMESTAMP"
                  + " '0001-01-01 00:00:00'");
      return Optional.empty();
    }
  }

  private List<List<Object>> answers(Path path) {
    try (EmbeddedOnlineStore store = EmbeddedOnlineStore.open(path)) {
      return answers(store);
    }
  }

  /** What lookups find, and what is found by reading all. */
  private List<List<Object>> answers(EmbeddedOnlineStore store) {
    EmbeddedRows rows = new EmbeddedRows(store, allocator.get());
    List<List<Object>> answers = new ArrayList<>();
    for (FeatureViewSpec view : List.of(STATS, OTHER)) {
      for (long key = 0; key <= KEYS; key++) {
        answers.add(rows.find(view, key));
      }
      answers.addAll(rows.scan(view));
    }
    return answers;
  }

  private static FeatureViewSpec view(String name) {
    return FeatureViews.of(
        name,
        List.of(Fields.of("id", Fields.BIGINT)),
        List.of(Fields.of("note", Fields.VARCHAR)),
        TimeToLive.UNBOUNDED);
  }
}
