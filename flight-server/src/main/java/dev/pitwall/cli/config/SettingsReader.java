package dev.pitwall.cli.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Reads a configuration file. The environment wins over the file: {@code PITWALL_SERVER_PORT} is
 * the key {@code server.port}. A value may refer to the environment, {@code ${env:NAME}}, or to a
 * file, {@code ${file:/path}}, which is where secrets belong.
 */
public final class SettingsReader {
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private final Map<String, String> environment;

  public SettingsReader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** What the environment alone says. */
  public Settings read() {
    return bind("the environment", YAML.createObjectNode());
  }

  /**
   * What a file and the environment say.
   *
   * @throws PitwallException INVALID_CONFIGURATION when the file cannot be read or is wrong
   */
  public Settings read(Path file) {
    Objects.requireNonNull(file, "file");
    try {
      JsonNode tree = YAML.readTree(Files.readString(file));
      if (tree == null || tree.isMissingNode() || tree.isNull()) {
        return bind(file.toString(), YAML.createObjectNode());
      }
      if (tree instanceof ObjectNode object) {
        return bind(file.toString(), object);
      }
      throw invalid(file + " is not a configuration: it holds no keys", null);
    } catch (NoSuchFileException e) {
      throw invalid("there is no configuration file " + file, e);
    } catch (JsonProcessingException e) {
      throw invalid(file + " is not YAML: " + place(e) + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw invalid("the configuration file " + file + " cannot be read", e);
    }
  }

  private Settings bind(String origin, ObjectNode tree) {
    try {
      References references = new References(environment);
      SettingKeys.overlay(tree, environment);
      references.resolve(tree);
      StoreOptions.flatten(tree);
      checkSections(origin, tree);
      checkTexts(origin, tree);
      return YAML.treeToValue(tree, Settings.class);
    } catch (UnrecognizedPropertyException e) {
      throw invalid(origin + ": " + unknownKey(e), e);
    } catch (MismatchedInputException e) {
      throw invalid(
          origin + ": " + path(e) + " must be " + wanted(e.getTargetType()) + value(e), e);
    } catch (JsonMappingException e) {
      throw invalid(origin + ": " + path(e) + ": " + e.getOriginalMessage(), e);
    } catch (JsonProcessingException e) {
      throw invalid(origin + ": " + e.getOriginalMessage(), e);
    }
  }

  /** Whoever wrote that there is a guard must not be without one. */
  private static void checkSections(String origin, ObjectNode tree) {
    for (String section : List.of("users", "tls", "tokens")) {
      if (tree.path("server").path(section).isNull()) {
        throw invalid(
            origin + ": server." + section + " is empty; fill it in, or leave it out", null);
      }
    }
  }

  /** An empty text is no value: a variable that is empty where it should not be, most likely. */
  private static void checkTexts(String origin, ObjectNode tree) {
    for (String key : SettingKeys.WITH_VALUES) {
      JsonNode value = tree.at("/" + key.replace('.', '/'));
      if (value.isTextual() && value.textValue().isBlank()) {
        throw invalid(origin + ": " + key + " is empty; fill it in, or leave it out", null);
      }
    }
  }

  private static String wanted(Class<?> type) {
    if (type == Integer.class) {
      return "a whole number";
    } else if (type == String.class) {
      return "a text";
    }
    return type != null && Collection.class.isAssignableFrom(type) ? "a list" : "a section of keys";
  }

  private static String value(MismatchedInputException e) {
    return e instanceof InvalidFormatException format ? ", not " + format.getValue() : "";
  }

  private static String unknownKey(UnrecognizedPropertyException e) {
    return "there is no key "
        + path(e)
        + Suggestion.didYouMean(
            e.getPropertyName(), e.getKnownPropertyIds().stream().map(Object::toString).toList());
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(JsonMappingException.Reference::getFieldName)
        .filter(Objects::nonNull)
        .collect(Collectors.joining("."));
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : "line "
            + e.getLocation().getLineNr()
            + ", column "
            + e.getLocation().getColumnNr()
            + ": ";
  }

  private static PitwallException invalid(String message, Exception cause) {
    return new PitwallException(
        ErrorCode.INVALID_CONFIGURATION, message.lines().findFirst().orElse(""), cause);
  }
}
