package dev.pitwall.testkit.batch;

import java.util.HexFormat;
import java.util.Objects;

/**
 * The value of a VARBINARY, comparable and readable in a failure message, as {@code byte[]} is not.
 *
 * @param hex two lower-case digits a byte
 */
public record Bytes(String hex) {
  public Bytes {
    Objects.requireNonNull(hex, "hex");
  }

  public static Bytes of(byte... bytes) {
    return new Bytes(HexFormat.of().formatHex(bytes));
  }

  public byte[] toArray() {
    return HexFormat.of().parseHex(hex);
  }
}
