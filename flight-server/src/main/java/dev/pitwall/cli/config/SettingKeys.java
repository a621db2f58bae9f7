package dev.pitwall.cli.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The keys that the environment can set. */
final class SettingKeys {
  private static final String PREFIX = "PITWALL_";

  /** The one key whose value is a list: in a variable there are commas between. */
  private static final String ALGORITHMS = "server.tokens.algorithms";

  private static final List<String> KEYS =
      List.of(
          "data",
          "registry.url",
          "registry.user",
          "registry.password",
          "online_store",
          "limits.memory",
          "limits.query_memory",
          "limits.query_timeout",
          "limits.statement_length",
          "limits.nesting_depth",
          "limits.workers",
          "limits.plan_cache_size",
          "server.host",
          "server.port",
          "server.drain_timeout",
          "server.tls.certificate",
          "server.tls.key",
          "server.tls.trusted_clients",
          "server.tokens.keys",
          "server.tokens.issuer",
          "server.tokens.audience",
          ALGORITHMS,
          "metrics.host",
          "metrics.port");

  /** Those whose value is never an empty text: all but a login, which may be without a password. */
  static final List<String> WITH_VALUES =
      KEYS.stream()
          .filter(key -> !key.equals("registry.user") && !key.equals("registry.password"))
          .toList();

  private SettingKeys() {}

  /** Puts what the environment says in the place of what the file says. */
  static void overlay(ObjectNode settings, Map<String, String> environment) {
    for (String key : KEYS) {
      String value = environment.get(variable(key));
      if (value != null) {
        put(settings, key, value);
      }
    }
  }

  private static String variable(String key) {
    return PREFIX + key.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private static void put(ObjectNode settings, String key, String value) {
    ObjectNode section = settings;
    String[] names = key.split("\\.");
    for (int i = 0; i < names.length - 1; i++) {
      section = section.withObjectProperty(names[i]);
    }
    String name = names[names.length - 1];
    if (key.equals(ALGORITHMS)) {
      section.remove(name);
      Stream.of(value.split(",")).map(String::strip).forEach(section.withArrayProperty(name)::add);
    } else {
      section.put(name, value);
    }
  }
}
