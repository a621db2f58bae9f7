package dev.pitwall.cli.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The keys that the environment can set. */
final class SettingKeys {
  private static final String PREFIX = "PITWALL_";
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
          "metrics.host",
          "metrics.port");

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
    int dot = key.indexOf('.');
    if (dot < 0) {
      settings.put(key, value);
    } else {
      settings.withObjectProperty(key.substring(0, dot)).put(key.substring(dot + 1), value);
    }
  }
}
