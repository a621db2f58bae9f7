package dev.pitwall.delta.log;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a data file in the order of commits, by which rows that are equal otherwise are told
 * apart. A file that replaces others keeps the place of the first of them: the log has it as a tag.
 *
 * @param place the version that added the file, and which of its files it was; negative when that
 *     is not known any more
 * @param modified when the file was written, in milliseconds since the epoch
 * @param tagged whether the log has the tag
 */
public record FileOrder(long place, long modified, boolean tagged)
    implements Comparable<FileOrder> {
  /** The tag's name. */
  public static final String TAG = "pitwall.order";

  private static final Pattern TEXT = Pattern.compile("(-?\\d{1,18})/(\\d{1,18})");
  private static final Comparator<FileOrder> ORDER =
      Comparator.comparingLong(FileOrder::place).thenComparingLong(FileOrder::modified);

  /** The place that a file's tags tell; empty when they do not. */
  static Optional<FileOrder> tagged(Map<String, String> tags) {
    Matcher text = TEXT.matcher(tags.getOrDefault(TAG, ""));
    return text.matches()
        ? Optional.of(
            new FileOrder(Long.parseLong(text.group(1)), Long.parseLong(text.group(2)), true))
        : Optional.empty();
  }

  /** The tag of a file with this place. */
  public Map<String, String> tag() {
    return Map.of(TAG, place + "/" + modified);
  }

  @Override
  public int compareTo(FileOrder other) {
    return ORDER.compare(this, other);
  }
}
