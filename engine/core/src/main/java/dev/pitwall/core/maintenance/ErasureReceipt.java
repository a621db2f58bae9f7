package dev.pitwall.core.maintenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pitwall.core.registry.CatalogRegistry;
import dev.pitwall.core.registry.Erasure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * What an erasure removed so far, noted in the registry after each table, so that a run after a
 * failure knows what the runs before removed. Not thread-safe.
 */
final class ErasureReceipt {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMES =
      EntityErasure.COLUMNS.getFields().stream().map(Field::getName).toList();

  private final Erasure erasure;
  private final CatalogRegistry registry;
  private final Map<Object, List<Object>> rows = new LinkedHashMap<>();

  private ErasureReceipt(Erasure erasure, CatalogRegistry registry) {
    this.erasure = erasure;
    this.registry = registry;
  }

  /** The receipt of an erasure that begins, or goes on. */
  static ErasureReceipt of(Erasure erasure, CatalogRegistry registry) {
    ErasureReceipt receipt = new ErasureReceipt(erasure, registry);
    if (!erasure.removed().isEmpty()) {
      for (Map<String, Object> row : read(erasure.removed())) {
        receipt.put(NAMES.stream().map(row::get).collect(Collectors.toList()));
      }
    }
    return receipt;
  }

  /** How many rows were removed of a table before. */
  long removedRows(String table) {
    List<Object> row = rows.get(table);
    return row == null ? 0 : ((Number) row.get(1)).longValue();
  }

  /** Notes a row of {@link EntityErasure#COLUMNS} in the place of what was noted of its table. */
  void add(List<Object> row) {
    put(row);
    registry.noteErased(erasure, text());
  }

  /** Notes that nothing is left to be removed; gives all rows. */
  List<List<Object>> end() {
    registry.endErasure(erasure, text());
    return List.copyOf(rows.values());
  }

  private void put(List<Object> row) {
    rows.remove(row.get(0));
    rows.put(row.get(0), row);
  }

  private String text() {
    List<Map<String, Object>> named = new ArrayList<>();
    for (List<Object> row : rows.values()) {
      Map<String, Object> values = new LinkedHashMap<>();
      NAMES.forEach(name -> values.put(name, row.get(NAMES.indexOf(name))));
      named.add(values);
    }
    return json(named);
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a receipt is no JSON", e);
    }
  }

  private static List<Map<String, Object>> read(String text) {
    try {
      return JSON.readerFor(new TypeReference<List<Map<String, Object>>>() {})
          .with(DeserializationFeature.USE_LONG_FOR_INTS)
          .readValue(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a receipt is no JSON: " + text, e);
    }
  }
}
