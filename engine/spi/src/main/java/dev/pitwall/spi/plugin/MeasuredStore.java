package dev.pitwall.spi.plugin;

/** A store that counts what it does, for those who watch over it. */
public interface MeasuredStore {
  /** What it did since it was opened; asked for now and then, and answered at once. */
  StoreMeasures measures();
}
