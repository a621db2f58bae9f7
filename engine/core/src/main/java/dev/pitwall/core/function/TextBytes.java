package dev.pitwall.core.function;

import java.nio.charset.StandardCharsets;
import org.apache.calcite.avatica.util.ByteString;

/**
 * Texts as their UTF-8, whose order is that of code points: for what Calcite runs, which would
 * order texts by UTF-16.
 */
public final class TextBytes {
  private TextBytes() {}

  public static ByteString textBytes(String text) {
    return new ByteString(text.getBytes(StandardCharsets.UTF_8));
  }

  public static String bytesText(ByteString bytes) {
    return new String(bytes.getBytes(), StandardCharsets.UTF_8);
  }
}
