package dev.pitwall.spi.plugin;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * What a store is opened with.
 *
 * @param dataDirectory where the store may keep files of its own; exists
 * @param options the store's section of the configuration, flattened to dotted names; may hold
 *     secrets
 */
public record StoreContext(Path dataDirectory, Map<String, String> options) {
  public StoreContext {
    Objects.requireNonNull(dataDirectory, "dataDirectory");
    options = Map.copyOf(options);
  }
}
