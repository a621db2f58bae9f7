package dev.pitwall.delta.log;

import io.delta.kernel.internal.actions.Protocol;
import io.delta.kernel.internal.tablefeatures.TableFeature;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructType;
import java.util.List;
import java.util.Set;

/** Which features of a table its writers have to know. */
final class WriterFeatures {
  /** Those of the first protocol. */
  private static final Set<String> FIRST = Set.of("appendOnly", "invariants");

  /** A condition on the values of a column, in the language of Spark. */
  private static final String INVARIANT = "delta.invariants";

  private WriterFeatures() {}

  /** Beyond those of protocol (1, 2) and NOT NULL, in order. */
  static List<String> of(Protocol protocol, StructType schema) {
    if (hasInvariant(schema)) {
      return List.of("invariants");
    } else if (protocol.getMinReaderVersion() == 1 && protocol.getMinWriterVersion() <= 2) {
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

  private static boolean hasInvariant(DataType type) {
    if (type instanceof StructType struct) {
      return struct.fields().stream()
          .anyMatch(
              field ->
                  field.getMetadata().contains(INVARIANT) || hasInvariant(field.getDataType()));
    } else if (type instanceof ArrayType array) {
      return hasInvariant(array.getElementType());
    }
    return type instanceof MapType map
        && (hasInvariant(map.getKeyType()) || hasInvariant(map.getValueType()));
  }
}
