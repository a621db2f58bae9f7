package dev.pitwall.flight.security;

import dev.pitwall.flight.config.TlsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;

/** Checks that a private key is that of a certificate: else every handshake would fail, later. */
final class KeyPairs {
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");
  private static final byte[] ANYTHING = "anything".getBytes(StandardCharsets.US_ASCII);

  private KeyPairs() {}

  /**
   * Signs something with the key and checks it with the certificate.
   *
   * @throws GeneralSecurityException when they are no pair, or none that is known
   */
  static void check(TlsConfig config) throws IOException, GeneralSecurityException {
    PublicKey certified = publicKey(config.certificate());
    String algorithm = SIGNATURES.get(certified.getAlgorithm());
    if (algorithm == null) {
      return; // the transport says what it makes of it
    }
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(privateKey(config.key(), certified.getAlgorithm()));
    signature.update(ANYTHING);
    byte[] signed = signature.sign();
    signature.initVerify(certified);
    signature.update(ANYTHING);
    if (!signature.verify(signed)) {
      throw new SignatureException("the key is that of another certificate");
    }
  }

  private static PublicKey publicKey(Path file) throws IOException, GeneralSecurityException {
    try (InputStream certificate = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(certificate)
          .getPublicKey();
    }
  }

  private static PrivateKey privateKey(Path file, String algorithm)
      throws IOException, GeneralSecurityException {
    String body = Files.readString(file).replaceAll("-----[^-]+-----|\\s", "");
    return KeyFactory.getInstance(algorithm)
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
  }
}
