package dev.pitwall.core.table;

import dev.pitwall.core.store.SnapshotOptions;
import dev.pitwall.spi.model.TableSource;
import java.util.HashMap;
import java.util.Map;

/** Sources of tables as of one version. */
final class Pins {
  private Pins() {}

  /** The source with one option that says which version is meant. */
  static TableSource of(TableSource source, String option, String value) {
    Map<String, String> options = new HashMap<>(source.options());
    options.remove(SnapshotOptions.VERSION);
    options.remove(SnapshotOptions.TIMESTAMP);
    options.put(option, value);
    return new TableSource(source.format(), source.location(), options);
  }
}
