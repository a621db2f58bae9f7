package dev.pitwall.delta.parquet.decode;

import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.Type;

/** Takes the values of a field that the table no longer has. */
final class IgnoringConverter extends GroupConverter {
  private final Type type;

  private IgnoringConverter(Type type) {
    this.type = type;
  }

  /** A converter of the whole field. */
  static Converter of(Type type) {
    return type.isPrimitive() ? new Scalar() : new IgnoringConverter(type);
  }

  @Override
  public Converter getConverter(int field) {
    return of(type.asGroupType().getType(field));
  }

  @Override
  public void start() {}

  @Override
  public void end() {}

  private static final class Scalar extends PrimitiveConverter {
    @Override
    public void addBinary(Binary value) {}

    @Override
    public void addBoolean(boolean value) {}

    @Override
    public void addDouble(double value) {}

    @Override
    public void addFloat(float value) {}

    @Override
    public void addInt(int value) {}

    @Override
    public void addLong(long value) {}
  }
}
