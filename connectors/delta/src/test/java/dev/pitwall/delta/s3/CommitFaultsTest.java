package dev.pitwall.delta.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.delta.DeltaOfflineStore;
import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.delta.table.TableReads;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.s3.Fault;
import dev.pitwall.testkit.s3.FaultyFront;
import dev.pitwall.testkit.s3.S3Server;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commits whose request or reply comes to harm: each is in the table once, or said not to be. */
class CommitFaultsTest {
  private static final String COMMIT = "PUT .*/_delta_log/\\d+\\.json";
  private static final int MORE_THAN_ARE_TRIED = 1_000;

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  @TempDir Path directory;

  private S3Server server;
  private FaultyFront front;
  private LakeFiles files;
  private LakeFiles otherFiles;
  private TableSource table;
  private Ledger ledger;

  @BeforeEach
  void start() {
    server = S3Server.start(directory);
    front = FaultyFront.of(server.endpoint());
    Map<String, String> options = new HashMap<>(S3Server.options(front.endpoint()));
    options.put("s3.request_timeout", "500ms");
    options.put("s3.retries", "1");
    files = new LakeFiles(options);
    otherFiles = new LakeFiles(server.options());
    table = new TableSource(SourceFormat.DELTA, server.bucket("lake") + "/ledger", Map.of());
    ledger = new Ledger(files, table.location(), allocator.get());
    ledger.create();
  }

  @AfterEach
  void stop() {
    files.close();
    otherFiles.close();
    front.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void aHarmedRequestIsMadeGood(Fault fault) {
    front.fail(COMMIT, fault, 1);
    assertThat(ledger.add("a", 1)).isEqualTo(1);
    assertThat(ledger.add("a", 2)).isEqualTo(2);
    assertThat(rows()).containsExactly(List.of("a", 1L), List.of("a", 2L));
  }

  @ParameterizedTest
  @EnumSource
  void aRaceThatIsLostInAHarmedRequestIsLost(Fault fault) {
    // Both begin at version 0; while the first one's request is harmed, the other commits.
    front.strike(COMMIT, fault, () -> other().add("b", 1));
    ledger.add("a", 1);
    assertThat(rows()).containsExactlyInAnyOrder(List.of("a", 1L), List.of("b", 1L));
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST_REPLY", "LATE_503"})
  void whatNobodyAnsweredForCanBeAskedAgain(Fault fault) {
    front.fail(COMMIT, fault, MORE_THAN_ARE_TRIED);
    front.fail("(GET|HEAD) .*/_delta_log/0+1\\.json", Fault.LOST_REQUEST, MORE_THAN_ARE_TRIED);
    assertThatThrownBy(() -> ledger.addOnce("a", 1))
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
        .hasMessageContaining("does not say whether it was written");
    front.heal();
    assertThat(ledger.addOnce("a", 1)).isEmpty();
    assertThat(rows()).containsExactly(List.of("a", 1L));
  }

  @Test
  void whatNeverReachedTheServerCanBeAskedAgain() {
    front.fail(COMMIT, Fault.LOST_REQUEST, MORE_THAN_ARE_TRIED);
    assertThatThrownBy(() -> ledger.addOnce("a", 1))
        .hasMessageContaining("does not say whether it was written");
    front.heal();
    assertThat(ledger.addOnce("a", 1)).hasValue(1);
    assertThat(rows()).containsExactly(List.of("a", 1L));
  }

  @Test
  void whatFailsAfterTheCommitIsNoFailureOfIt() {
    for (int n = 1; n < 10; n++) {
      ledger.add("a", n);
    }
    front.fail("PUT .*checkpoint", Fault.ANSWER_503, MORE_THAN_ARE_TRIED);
    assertThat(ledger.add("a", 10)).isEqualTo(10);
    front.heal();
    assertThat(directory.resolve("lake/ledger/_delta_log/_last_checkpoint")).doesNotExist();
    assertThat(ledger.add("a", 11)).isEqualTo(11);
    assertThat(rows()).hasSize(11);
  }

  @Test
  void aTransactionThatIsThereIsNotMadeAgain() {
    assertThat(ledger.addOnce("a", 7)).hasValue(1);
    assertThat(ledger.addOnce("a", 7)).isEmpty();
    assertThat(ledger.addOnce("a", 6)).isEmpty();
    assertThat(ledger.addOnce("b", 6)).hasValue(2);
    assertThat(ledger.addOnce("a", 8)).hasValue(3);
    assertThat(rows()).containsExactly(List.of("a", 7L), List.of("b", 6L), List.of("a", 8L));
  }

  @Test
  void aTransactionThatIsMadeTwiceAtOnceIsThereOnce() {
    front.strike(COMMIT, Fault.LOST_REQUEST, () -> other().addOnce("a", 1));
    assertThat(ledger.addOnce("a", 1)).isEmpty();
    assertThat(rows()).containsExactly(List.of("a", 1L));
  }

  /** Another writer, whose requests do not go through the front. */
  private Ledger other() {
    return new Ledger(otherFiles, table.location(), allocator.get());
  }

  private List<List<Object>> rows() {
    try (DeltaOfflineStore store = new DeltaOfflineStore(server.options())) {
      return new TableReads(store, allocator.get()).values(table);
    }
  }
}
