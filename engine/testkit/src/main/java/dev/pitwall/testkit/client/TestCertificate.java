package dev.pitwall.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A key and a certificate that it signed itself, made by the JDK's keytool, as files in PEM.
 *
 * @param certificate also the authority to trust it by
 */
public record TestCertificate(Path certificate, Path key) {
  private static final String WORD = "changeit";

  /** Makes a pair that is good for 127.0.0.1. */
  public static TestCertificate make(Path directory, String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    return make(directory, name, "ip:127.0.0.1");
  }

  /**
   * Makes a pair.
   *
   * @param host whom it is good for, as {@code ip:127.0.0.1} or {@code dns:example.org}
   */
  public static TestCertificate make(Path directory, String name, String host)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = directory.resolve(name + ".p12");
    generate(store, name, host);
    KeyStore keys = KeyStore.getInstance(store.toFile(), WORD.toCharArray());
    return new TestCertificate(
        pem(
            directory.resolve(name + ".crt"),
            "CERTIFICATE",
            keys.getCertificate(name).getEncoded()),
        pem(
            directory.resolve(name + ".key"),
            "PRIVATE KEY",
            keys.getKey(name, WORD.toCharArray()).getEncoded()));
  }

  private static void generate(Path store, String name, String host)
      throws IOException, InterruptedException {
    String line =
        "-genkeypair -alias %s -keyalg EC -dname CN=%s -ext san=%s -storepass %s -keystore"
            .formatted(name, name, host, WORD);
    List<String> command = new ArrayList<>(List.of(line.split(" ")));
    command.add(0, Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.add(store.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static Path pem(Path file, String kind, byte[] bytes) throws IOException {
    return Files.writeString(
        file,
        "-----BEGIN %s-----%n%s%n-----END %s-----%n"
            .formatted(kind, Base64.getMimeEncoder().encodeToString(bytes), kind));
  }
}
