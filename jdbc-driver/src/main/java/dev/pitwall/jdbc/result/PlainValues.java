package dev.pitwall.jdbc.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.util.Text;

/** Makes of Arrow's nested values such as any program knows: its classes are hidden in the jar. */
final class PlainValues {
  private PlainValues() {}

  static Object of(Object value) {
    if (value instanceof Text) {
      return value.toString();
    }
    if (value instanceof List<?> list) {
      return list(list);
    }
    return value instanceof Map<?, ?> map ? map(map) : value;
  }

  static List<Object> list(List<?> list) {
    List<Object> plain = new ArrayList<>(list.size());
    list.forEach(element -> plain.add(of(element)));
    return plain;
  }

  /** The map that a list of its entries makes, in their order. */
  static Map<Object, Object> entries(List<?> entries) {
    Map<Object, Object> plain = new LinkedHashMap<>();
    for (Object entry : entries) {
      Map<?, ?> pair = (Map<?, ?>) entry;
      plain.put(of(pair.get(MapVector.KEY_NAME)), of(pair.get(MapVector.VALUE_NAME)));
    }
    return plain;
  }

  private static Map<Object, Object> map(Map<?, ?> map) {
    Map<Object, Object> plain = new LinkedHashMap<>();
    map.forEach((key, value) -> plain.put(of(key), of(value)));
    return plain;
  }
}
