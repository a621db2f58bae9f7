package dev.pitwall.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts in the values that a configuration only refers to. */
final class References {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+):([^}]+)}");

  private final Map<String, String> environment;

  References(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Replaces every reference in the texts of a tree. */
  void resolve(ObjectNode tree) {
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      if (entry.getValue() instanceof ObjectNode object) {
        resolve(object);
      } else if (entry.getValue().isTextual()) {
        entry.setValue(TextNode.valueOf(resolve(entry.getKey(), entry.getValue().textValue())));
      }
    }
  }

  private String resolve(String key, String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    switch (match.group(1)) {
                      case "env" -> variable(key, match.group(2));
                      case "file" -> content(key, match.group(2));
                      default -> throw unknown(key, match.group(1));
                    }));
  }

  private String variable(String key, String name) {
    String value = environment.get(name);
    if (value == null) {
      throw invalid(key + ": the environment variable " + name + " is not set", null);
    }
    return value;
  }

  private static String content(String key, String path) {
    try {
      return Files.readString(Path.of(path)).strip();
    } catch (IOException e) {
      throw invalid(key + ": the file " + path + " cannot be read", e);
    }
  }

  /** Taken as it stands, it would become a password that many can guess. */
  private static PitwallException unknown(String key, String kind) {
    return invalid(
        key + ": there are no references ${" + kind + ":…}; write ${env:NAME} or ${file:/path}",
        null);
  }

  private static PitwallException invalid(String message, Exception cause) {
    return new PitwallException(ErrorCode.INVALID_CONFIGURATION, message, cause);
  }
}
