package dev.pitwall.embedded;

import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.plugin.StoreContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The main class of another process, which holds a store's file until its input ends. */
final class HeldFile {
  private HeldFile() {}

  public static void main(String... arguments) throws IOException {
    StoreContext context = new StoreContext(Path.of(arguments[0]), Map.of());
    try (OnlineStore held = new EmbeddedStorePlugin().open(context)) {
      System.out.println("holding");
      System.in.transferTo(System.out);
    }
  }
}
