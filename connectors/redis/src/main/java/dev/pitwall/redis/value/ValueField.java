package dev.pitwall.redis.value;

/** The fields of Feast's {@code Value} message that are written or read here. */
final class ValueField {
  static final int BYTES = 1;
  static final int STRING = 2;
  static final int INT32 = 3;
  static final int INT64 = 4;
  static final int DOUBLE = 5;
  static final int FLOAT = 6;
  static final int BOOL = 7;
  static final int UNIX_TIMESTAMP = 8;

  /** What a scalar's field number grows by for the list of them; DECIMAL's differ. */
  static final int TO_LIST = 10;

  static final int NULL = 19;
  static final int MAP = 20;
  static final int JSON = 32;
  static final int STRUCT = 34;
  static final int UUID = 36;
  static final int TIME_UUID = 37;
  static final int LIST = 42;
  static final int DECIMAL = 44;
  static final int DECIMAL_LIST = 45;

  /**
   * Ours, which Feast passes over: the microseconds within the second of a timestamp, or of each of
   * a list, as Feast's own fields hold whole seconds.
   */
  static final int MICROS = 15_001;

  private ValueField() {}
}
