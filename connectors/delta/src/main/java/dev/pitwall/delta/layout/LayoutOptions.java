package dev.pitwall.delta.layout;

import dev.pitwall.delta.order.SortColumn;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Reads the options that say how a table is laid out:
 *
 * <ul>
 *   <li>{@code partition_by}: {@code DAY(column)}, {@code BUCKET(n, column)} or a column, separated
 *       by commas
 *   <li>{@code sort_by}: columns, separated by commas
 *   <li>{@code target_file_size}: as {@code 128 MB}
 * </ul>
 *
 * A table that was made with them has them as its properties, under names that begin with {@code
 * pitwall.}, so that whoever writes to it by another name goes by them too.
 */
public final class LayoutOptions {
  private static final String PARTITION_BY = "partition_by";
  private static final String SORT_BY = "sort_by";
  private static final String TARGET_FILE_SIZE = "target_file_size";

  /** The names of the options. */
  public static final List<String> NAMES = List.of(PARTITION_BY, SORT_BY, TARGET_FILE_SIZE);

  private static final String PROPERTY = "pitwall.";
  private static final long DEFAULT_TARGET = 128L << 20;
  private static final long LARGEST_TARGET = 4L << 30;
  private static final int MOST_BUCKETS = 4_096;
  private static final Pattern TERM_END = Pattern.compile(",(?![^(]*\\))");
  private static final Pattern DAY = Pattern.compile("(?i)DAY\\s*\\((.*)\\)");
  private static final Pattern BUCKET = Pattern.compile("(?i)BUCKET\\s*\\(\\s*(\\d+)\\s*,(.*)\\)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,6})\\s*(MB|GB)");

  private final Map<String, String> options;
  private final Schema schema;

  private LayoutOptions(Map<String, String> options, Schema schema) {
    this.options = options;
    this.schema = schema;
  }

  /**
   * The layout that options ask for.
   *
   * @param options of the table; others among them are passed over
   * @param schema its columns, with or without those that are there for the layout alone
   * @throws PitwallException INVALID_VALUE naming the option
   */
  public static TableLayout read(Map<String, String> options, Schema schema) {
    LayoutOptions reader = new LayoutOptions(options, schema);
    return new TableLayout(reader.partitions(), reader.sorted(), reader.targetBytes());
  }

  /** The properties by which a table remembers its options. */
  public static Map<String, String> properties(Map<String, String> options) {
    Map<String, String> properties = new TreeMap<>();
    NAMES.stream()
        .filter(options::containsKey)
        .forEach(name -> properties.put(PROPERTY + name, options.get(name)));
    return properties;
  }

  /** The options that a table's properties remember, and in their place those that are given. */
  public static Map<String, String> merged(
      Map<String, String> properties, Map<String, String> given) {
    Map<String, String> options = new TreeMap<>();
    for (String name : NAMES) {
      String value = given.getOrDefault(name, properties.get(PROPERTY + name));
      if (value != null) {
        options.put(name, value);
      }
    }
    return options;
  }

  private List<PartitionColumn> partitions() {
    List<PartitionColumn> partitions = new ArrayList<>();
    for (String term : terms(PARTITION_BY)) {
      PartitionColumn partition = partition(term);
      String name = partition.field().getName();
      if (partitions.stream().anyMatch(each -> each.field().getName().equals(name))) {
        throw invalid(PARTITION_BY, "names " + term + " twice; keep one");
      }
      partitions.add(partition);
    }
    return partitions;
  }

  private PartitionColumn partition(String term) {
    Matcher day = DAY.matcher(term);
    if (day.matches()) {
      Field timestamp = column(PARTITION_BY, day.group(1));
      if (!(timestamp.getType() instanceof ArrowType.Timestamp type)
          || type.getUnit() != TimeUnit.MICROSECOND) {
        throw invalid(
            PARTITION_BY, "has DAY of " + timestamp.getName() + ", which is no timestamp");
      }
      return new PartitionColumn.Day(timestamp.getName());
    }
    Matcher bucket = BUCKET.matcher(term);
    if (bucket.matches()) {
      return bucket(bucket.group(1), column(PARTITION_BY, bucket.group(2)));
    }
    Field column = column(PARTITION_BY, term);
    PartitionTexts.check(column);
    return new PartitionColumn.Itself(column);
  }

  private static PartitionColumn bucket(String count, Field column) {
    int buckets = count.length() > 4 ? 0 : Integer.parseInt(count);
    if (buckets < 1 || buckets > MOST_BUCKETS) {
      throw invalid(
          PARTITION_BY, "has " + count + " buckets; from 1 to " + MOST_BUCKETS + " may be");
    }
    if (!(column.getType() instanceof ArrowType.Int
        || column.getType() instanceof ArrowType.Utf8)) {
      throw invalid(
          PARTITION_BY,
          "has buckets of " + column.getName() + ", which is neither a whole number nor a text");
    }
    return new PartitionColumn.Bucket(column.getName(), buckets);
  }

  private List<String> sorted() {
    List<String> sorted = new ArrayList<>();
    for (String term : terms(SORT_BY)) {
      Field column = column(SORT_BY, term);
      if (!SortColumn.takes(column)) {
        throw invalid(
            SORT_BY,
            "has "
                + column.getName()
                + ", which is no whole number, text, date or timestamp; leave it out");
      }
      sorted.add(column.getName());
    }
    return sorted;
  }

  private long targetBytes() {
    String text = options.get(TARGET_FILE_SIZE);
    if (text == null) {
      return DEFAULT_TARGET;
    }
    Matcher size = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (size.matches()) {
      long bytes = Long.parseLong(size.group(1)) << ("GB".equals(size.group(2)) ? 30 : 20);
      if (bytes > 0 && bytes <= LARGEST_TARGET) {
        return bytes;
      }
    }
    throw invalid(TARGET_FILE_SIZE, "is a size as 128 MB, from 1 MB to 4 GB, not '" + text + "'");
  }

  private List<String> terms(String option) {
    String text = options.get(option);
    return text == null
        ? List.of()
        : Arrays.stream(TERM_END.split(text)).map(String::strip).toList();
  }

  private Field column(String option, String text) {
    String name = text.strip();
    return schema.getFields().stream()
        .filter(field -> field.getName().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                invalid(
                    option,
                    "names the column '"
                        + name
                        + "', which the table does not have"
                        + Suggestion.didYouMean(
                            name, schema.getFields().stream().map(Field::getName).toList())));
  }

  private static PitwallException invalid(String option, String problem) {
    return new PitwallException(ErrorCode.INVALID_VALUE, "the option " + option + " " + problem);
  }
}
