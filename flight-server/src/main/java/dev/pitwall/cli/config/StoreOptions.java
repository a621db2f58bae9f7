package dev.pitwall.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Flattens each store's settings to one level of dotted names, which is how stores read them. */
final class StoreOptions {
  private static final String STORES = "stores";

  private StoreOptions() {}

  static void flatten(ObjectNode settings) {
    if (settings.get(STORES) instanceof ObjectNode stores) {
      for (Map.Entry<String, JsonNode> store : stores.properties()) {
        if (store.getValue() instanceof ObjectNode nested) {
          ObjectNode flat = settings.objectNode();
          copy("", nested, flat);
          store.setValue(flat);
        }
      }
    }
  }

  private static void copy(String prefix, ObjectNode from, ObjectNode to) {
    from.properties()
        .forEach(
            entry -> {
              if (entry.getValue() instanceof ObjectNode nested) {
                copy(prefix + entry.getKey() + ".", nested, to);
              } else {
                to.put(prefix + entry.getKey(), entry.getValue().asText());
              }
            });
  }
}
