package dev.pitwall.spi.online;

/** How an online store is made whole again from the offline one, for messages. */
public final class Repair {
  private Repair() {}

  /**
   * The statement that offers the store every row again.
   *
   * @param views which ones, as a statement or a sentence names them
   */
  public static String of(String views) {
    return "MATERIALIZE " + views + " FROM TIMESTAMP '0001-01-01 00:00:00'";
  }
}
