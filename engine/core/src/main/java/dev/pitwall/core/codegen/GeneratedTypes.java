package dev.pitwall.core.codegen;

import dev.pitwall.core.type.FeatureTypes;
import java.lang.reflect.Type;
import org.apache.calcite.rel.type.RelDataType;

/**
 * The types of generated code. A ROW is an {@code Object[]}, as {@link VectorValues} has it:
 * Calcite would take a class for it that nobody makes.
 */
final class GeneratedTypes extends FeatureTypes {
  @Override
  public Type getJavaClass(RelDataType type) {
    return type.isStruct() ? Object[].class : super.getJavaClass(type);
  }
}
