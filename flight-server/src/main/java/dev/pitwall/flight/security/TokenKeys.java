package dev.pitwall.flight.security;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;

/**
 * The keys that sign tokens. They are asked for again every five minutes, and when a token names a
 * key that is not among them, but not more often than every thirty seconds, whatever tokens come.
 */
final class TokenKeys {
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int SIZE_BYTES = 1 << 20;

  private final JWKSource<SecurityContext> source;
  private volatile boolean away;

  private TokenKeys(URL url, ResourceRetriever retriever) {
    source =
        JWKSourceBuilder.<SecurityContext>create(url, asked -> retrieve(retriever, asked))
            .retrying(true)
            .build();
  }

  /**
   * Keys in a file or behind a URL.
   *
   * @throws PitwallException INVALID_CONFIGURATION when there is no such file, or the URL is one
   *     that others could answer for
   */
  static TokenKeys at(String place) {
    boolean isUrl = place.contains("://");
    return isUrl ? behind(place) : in(Path.of(place));
  }

  JWKSource<SecurityContext> source() {
    return source;
  }

  /** Whether there were none, or none that can be read, when they were asked for last. */
  boolean areAway() {
    return away;
  }

  private Resource retrieve(ResourceRetriever retriever, URL url) throws IOException {
    try {
      Resource keys = retriever.retrieveResource(url);
      JWKSet.parse(keys.getContent());
      away = false;
      return keys;
    } catch (IOException e) {
      away = true;
      throw e;
    } catch (ParseException e) {
      away = true;
      throw new IOException("what was answered is no JWK set", e);
    }
  }

  private static TokenKeys behind(String place) {
    URL url;
    try {
      url = URI.create(place).toURL();
    } catch (IllegalArgumentException | MalformedURLException e) {
      throw invalid("server.tokens.keys is no URL: " + place, e);
    }
    if (!url.getProtocol().equals("https") && !isLoopback(url)) {
      throw invalid(
          "server.tokens.keys is not an https URL, so that anyone on the way could make tokens: "
              + place,
          null);
    }
    return new TokenKeys(
        url, new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, SIZE_BYTES));
  }

  private static boolean isLoopback(URL url) {
    return url.getProtocol().equals("http")
        && (url.getHost().equals("127.0.0.1") || url.getHost().equals("localhost"));
  }

  private static TokenKeys in(Path file) {
    if (!Files.isReadable(file)) {
      throw invalid("server.tokens.keys names no file that can be read: " + file, null);
    }
    try {
      return new TokenKeys(file.toUri().toURL(), url -> read(file));
    } catch (MalformedURLException e) {
      throw invalid("server.tokens.keys names no file: " + file, e);
    }
  }

  private static Resource read(Path file) throws IOException {
    return new Resource(Files.readString(file), "application/json");
  }

  private static PitwallException invalid(String message, Exception cause) {
    return new PitwallException(ErrorCode.INVALID_CONFIGURATION, message, cause);
  }
}
