package dev.pitwall.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.plugin.StoreContext;
import dev.pitwall.testkit.contract.OnlineStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreContractTest extends OnlineStoreContract {
  @TempDir private Path directory;

  @Override
  protected OnlineStore openStore() {
    return new EmbeddedStorePlugin().open(new StoreContext(directory, Map.of()));
  }

  @Test
  void namesTheFileThatIsOpenElsewhere() {
    assertThatThrownBy(this::openStore)
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
        .hasMessageContaining("online.mv.db");
  }

  @Test
  void namesAFileThatIsDamaged() throws IOException {
    Path damaged = directory.resolve("damaged.mv.db");
    Files.write(damaged, new byte[20_000]);
    assertThatThrownBy(() -> EmbeddedOnlineStore.open(damaged))
        .isInstanceOf(PitwallException.class)
        .hasMessageContaining("damaged.mv.db")
        .hasMessageContaining("MATERIALIZE every view FROM TIMESTAMP '0001-01-01 00:00:00'");
  }
}
