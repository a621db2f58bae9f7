package dev.pitwall.delta.log;

import io.delta.kernel.internal.actions.Protocol;
import io.delta.kernel.internal.tablefeatures.TableFeature;
import java.util.List;
import java.util.Set;

/** Which features of a table its writers have to know. */
final class WriterFeatures {
  /** Those of the first protocol; {@code invariants} are NOT NULL columns, and CHECKs of old. */
  private static final Set<String> FIRST = Set.of("appendOnly", "invariants");

  private WriterFeatures() {}

  /** Beyond those of protocol (1, 2), in order. */
  static List<String> of(Protocol protocol) {
    if (protocol.getMinReaderVersion() == 1 && protocol.getMinWriterVersion() <= 2) {
      return List.of();
    }
    List<String> features =
        protocol.getImplicitlyAndExplicitlySupportedFeatures().stream()
            .map(TableFeature::featureName)
            .filter(name -> !FIRST.contains(name))
            .sorted()
            .toList();
    return features.isEmpty()
        ? List.of(
            "protocol ("
                + protocol.getMinReaderVersion()
                + ", "
                + protocol.getMinWriterVersion()
                + ")")
        : features;
  }
}
