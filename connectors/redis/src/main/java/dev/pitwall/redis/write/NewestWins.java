package dev.pitwall.redis.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The script that stores a row unless a newer one is stored, and the name servers know it by. */
final class NewestWins {
  static final byte[] SCRIPT = script();
  static final byte[] DIGEST = digest();

  private NewestWins() {}

  private static byte[] script() {
    try (InputStream script = NewestWins.class.getResourceAsStream("newest-wins.lua")) {
      return script.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] digest() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(SCRIPT);
      return HexFormat.of().formatHex(digest).getBytes(UTF_8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-1", e);
    }
  }
}
