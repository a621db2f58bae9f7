package dev.pitwall.spi.error;

/** Who has to act on an error. */
public enum ErrorCategory {
  /** The statement, its parameters or the configuration are wrong; the same call fails again. */
  USER,
  /** A store or another system failed; the same call may succeed later. */
  EXTERNAL,
  /** A limit was reached: memory, time, size or count. */
  RESOURCE,
  /** Our own defect. */
  INTERNAL
}
