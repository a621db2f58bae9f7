package dev.pitwall.core.function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a value is one of many constants. A generated method has no room for a thousand
 * comparisons, so a list is one text in it, whose values are looked up.
 */
public final class ConstantLists {
  /** By identity: a text in generated code is the same object for every row. */
  private static final Cache<String, Object> READ = Caffeine.newBuilder().weakKeys().build();

  private ConstantLists() {}

  /** The text of a list; each value is written behind its length. */
  public static String write(Iterable<?> values) {
    StringBuilder text = new StringBuilder();
    for (Object value : values) {
      String written = value.toString();
      text.append(written.length()).append(':').append(written);
    }
    return text.toString();
  }

  public static boolean hasNumber(long value, String list) {
    return ((Set<?>) READ.get(list, text -> numbers(read(text)))).contains(value);
  }

  public static boolean hasText(String value, String list) {
    return ((Set<?>) READ.get(list, text -> new HashSet<>(read(text)))).contains(value);
  }

  /** Whatever the scales. */
  public static boolean hasDecimal(BigDecimal value, String list) {
    return ((Set<?>) READ.get(list, text -> decimals(read(text))))
        .contains(value.stripTrailingZeros());
  }

  private static List<String> read(String list) {
    List<String> values = new ArrayList<>();
    for (int from = 0; from < list.length(); ) {
      int colon = list.indexOf(':', from);
      int end = colon + 1 + Integer.parseInt(list, from, colon, 10);
      values.add(list.substring(colon + 1, end));
      from = end;
    }
    return values;
  }

  private static Set<Long> numbers(List<String> values) {
    Set<Long> numbers = new HashSet<>();
    values.forEach(value -> numbers.add(Long.valueOf(value)));
    return numbers;
  }

  private static Set<BigDecimal> decimals(List<String> values) {
    Set<BigDecimal> decimals = new HashSet<>();
    values.forEach(value -> decimals.add(new BigDecimal(value).stripTrailingZeros()));
    return decimals;
  }
}
