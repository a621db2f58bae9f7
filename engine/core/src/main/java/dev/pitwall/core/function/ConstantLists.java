package dev.pitwall.core.function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Whether a value is one of many constants. A generated method has no room for a thousand
 * comparisons, so a list is one text in it, whose values are looked up.
 */
public final class ConstantLists {
  /** By identity: a text in generated code is the same object for every row. */
  private static final Cache<String, Set<?>> READ = Caffeine.newBuilder().weakKeys().build();

  /**
   * The lists looked into last, each where the identity of its text says: rows would spend more on
   * the cache than on the list. Whoever reads an entry of another thread sees all of it, as it is
   * immutable, or none.
   */
  private static final Listed[] RECENT = new Listed[1 << 6];

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
    return listed(list, ConstantLists::numbers).contains(value);
  }

  public static boolean hasText(String value, String list) {
    return listed(list, HashSet::new).contains(value);
  }

  /** Whatever the scales. */
  public static boolean hasDecimal(BigDecimal value, String list) {
    return listed(list, ConstantLists::decimals).contains(value.stripTrailingZeros());
  }

  private static Set<?> listed(String list, Function<List<String>, Set<?>> values) {
    int place = System.identityHashCode(list) & RECENT.length - 1;
    Listed recent = RECENT[place];
    if (recent == null || recent.list() != list) {
      recent = new Listed(list, READ.get(list, text -> values.apply(read(text))));
      RECENT[place] = recent;
    }
    return recent.values();
  }

  private record Listed(String list, Set<?> values) {}

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
