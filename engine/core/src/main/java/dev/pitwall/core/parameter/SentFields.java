package dev.pitwall.core.parameter;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;

/** Columns, or the fields of a ROW, as a client sent them: found by name, in any case. */
record SentFields(List<Field> fields) {
  /** Where a field is; -1 when it was not sent. */
  int indexOf(Field wanted) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).getName().equalsIgnoreCase(wanted.getName())) {
        return i;
      }
    }
    return -1;
  }

  /** Whether each was declared, and none is there twice. */
  boolean areAmong(List<Field> declared) {
    Set<String> names = new HashSet<>();
    declared.forEach(field -> names.add(lower(field)));
    return fields.stream().allMatch(field -> names.remove(lower(field)));
  }

  private static String lower(Field field) {
    return field.getName().toLowerCase(Locale.ROOT);
  }
}
