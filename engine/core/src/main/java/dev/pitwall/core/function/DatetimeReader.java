package dev.pitwall.core.function;

/** Reads the fields of a date or time from text, from left to right; spaces around are ignored. */
final class DatetimeReader {
  private static final int FRACTION_DIGITS = 6;

  private final String whole;
  private final String expected;
  private final String text;
  private int position;

  DatetimeReader(String text, String expected) {
    this.whole = text;
    this.expected = expected;
    this.text = text.strip();
  }

  /** A date, and a time if one follows: microseconds since 1970-01-01 00:00:00. */
  long dateAndTime() {
    long midnight = date() * TimeFields.MICROS_PER_DAY;
    boolean timeFollows =
        position + 1 < text.length()
            && (text.charAt(position) == ' ' || text.charAt(position) == 'T')
            && Character.isDigit(text.charAt(position + 1));
    if (!timeFollows) {
      return midnight;
    }
    position++;
    return midnight + time();
  }

  private int date() {
    int year = number(4, 4);
    expect('-');
    int month = number(1, 2);
    expect('-');
    int day = number(1, 2);
    check(year >= 1 && month >= 1 && month <= 12 && day >= 1);
    check(day <= CivilDate.lengthOfMonth(year, month));
    return CivilDate.day(year, month, day);
  }

  /** A time of day with or without seconds and fraction, in microseconds. */
  long time() {
    int hour = number(1, 2);
    expect(':');
    int minute = number(1, 2);
    check(hour < 24 && minute < 60);
    long micros = hour * TimeFields.MICROS_PER_HOUR + minute * TimeFields.MICROS_PER_MINUTE;
    return next(':') ? micros + second() : micros;
  }

  private long second() {
    int second = number(1, 2);
    check(second < 60);
    long micros = second * TimeFields.MICROS_PER_SECOND;
    return next('.') ? micros + fraction() : micros;
  }

  private long fraction() {
    int start = position;
    long micros = number(1, FRACTION_DIGITS);
    for (int digits = position - start; digits < FRACTION_DIGITS; digits++) {
      micros *= 10;
    }
    while (next('0')) {
      // More digits are no more precise as long as they are zero.
      continue;
    }
    return micros;
  }

  /** What follows, without the spaces before it. */
  String rest() {
    return text.substring(position).strip();
  }

  void end() {
    check(position == text.length());
  }

  private int number(int fewest, int most) {
    int start = position;
    int number = 0;
    while (position < text.length() && position - start < most && isDigit(text.charAt(position))) {
      number = number * 10 + text.charAt(position++) - '0';
    }
    check(position - start >= fewest);
    return number;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private void expect(char character) {
    check(next(character));
  }

  private boolean next(char character) {
    if (position < text.length() && text.charAt(position) == character) {
      position++;
      return true;
    }
    return false;
  }

  private void check(boolean valid) {
    if (!valid) {
      throw DatetimeText.invalid(whole, expected);
    }
  }
}
