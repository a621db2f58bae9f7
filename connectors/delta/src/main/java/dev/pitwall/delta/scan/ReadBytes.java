package dev.pitwall.delta.scan;

import org.apache.parquet.hadoop.ParquetMetricsCallback;

/** Adds up what Parquet's reader says it has read. */
final class ReadBytes implements ParquetMetricsCallback {
  private static final String SIZE = "ReadSize";

  private long total;

  /** Bytes read so far. */
  long total() {
    return total;
  }

  @Override
  public void setValueInt(String name, int value) {
    setValueLong(name, value);
  }

  @Override
  public void setValueLong(String name, long value) {
    if (name.contains(SIZE)) {
      total += value;
    }
  }

  @Override
  public void setValueFloat(String name, float value) {}

  @Override
  public void setValueDouble(String name, double value) {}

  @Override
  public void setDuration(String name, long value) {}
}
