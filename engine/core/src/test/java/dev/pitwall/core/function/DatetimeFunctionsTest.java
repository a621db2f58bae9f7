package dev.pitwall.core.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.execution.kernel.EvaluationContext;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.lang.reflect.Modifier;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatetimeFunctionsTest {
  private static final long FIRST = micros(LocalDateTime.of(1, 1, 1, 0, 0));
  private static final long LAST = micros(LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000));
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  private static LongStream timestamps() {
    LongStream edges =
        LongStream.of(FIRST, LAST, -1, 0, 1, 999_999, -999_999, 951_782_399_999_999L)
            .flatMap(edge -> LongStream.of(Math.max(FIRST, edge - 1), edge));
    return LongStream.concat(edges, new Random(20_240_229).longs(20_000, FIRST, LAST));
  }

  private static long micros(LocalDateTime timestamp) {
    return ChronoUnit.MICROS.between(LocalDate.EPOCH.atStartOfDay(), timestamp);
  }

  private static LocalDateTime local(long micros) {
    return LocalDate.EPOCH.atStartOfDay().plus(micros, ChronoUnit.MICROS);
  }

  @Test
  void readsFieldsOfDatesAsJavaDoes() {
    timestamps()
        .forEach(
            micros -> {
              LocalDate date = local(micros).toLocalDate();
              int day = TimeFields.timestampDate(micros);
              assertThat(day).isEqualTo((int) date.toEpochDay());
              assertThat(DateFields.dateYear(day)).isEqualTo(date.getYear());
              assertThat(DateFields.dateQuarter(day))
                  .isEqualTo(date.get(IsoFields.QUARTER_OF_YEAR));
              assertThat(DateFields.dateMonth(day)).isEqualTo(date.getMonthValue());
              assertThat(DateFields.dateDay(day)).isEqualTo(date.getDayOfMonth());
              assertThat(DateFields.dateDayOfYear(day)).isEqualTo(date.getDayOfYear());
              assertThat(DateFields.dateIsoDayOfWeek(day))
                  .isEqualTo(date.getDayOfWeek().getValue());
              assertThat(DateFields.dateDayOfWeek(day))
                  .isEqualTo(date.getDayOfWeek().getValue() % 7 + 1);
              assertThat(DateFields.dateWeek(day))
                  .isEqualTo(date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
              assertThat(DateFields.dateIsoYear(day))
                  .isEqualTo(date.get(IsoFields.WEEK_BASED_YEAR));
            });
  }

  @Test
  void readsFieldsOfTimesAsJavaDoes() {
    timestamps()
        .forEach(
            micros -> {
              LocalTime time = local(micros).toLocalTime();
              long ofMinute = time.getSecond() * 1_000_000L + time.get(ChronoField.MICRO_OF_SECOND);
              assertThat(TimeFields.timeHour(micros)).isEqualTo(time.getHour());
              assertThat(TimeFields.timeMinute(micros)).isEqualTo(time.getMinute());
              assertThat(TimeFields.timeSecond(micros)).isEqualTo(time.getSecond());
              assertThat(TimeFields.timeMicrosecond(micros)).isEqualTo(ofMinute);
              assertThat(TimeFields.timeMillisecond(micros)).isEqualTo(ofMinute / 1_000);
              assertThat(TimeFields.timeEpoch(micros))
                  .isEqualTo(local(micros).toEpochSecond(ZoneOffset.UTC));
            });
  }

  @Test
  void addsMonthsAsJavaDoes() {
    Random random = new Random(7);
    timestamps()
        .forEach(
            micros -> {
              int months = random.nextInt(-5_000, 5_000);
              assertThat(TimestampArithmetic.timestampPlusMonths(micros, months))
                  .isEqualTo(micros(local(micros).plusMonths(months)));
            });
  }

  @Test
  void countsMonthsSoThatAddingThemComesCloseButNotPast() {
    long[] all = timestamps().toArray();
    for (int i = 1; i < all.length; i++) {
      int months = TimestampArithmetic.monthsBetween(all[i], all[i - 1]);
      long reached = TimestampArithmetic.timestampPlusMonths(all[i - 1], months);
      int direction = Long.signum(all[i] - all[i - 1]);
      assertThat(Long.signum(all[i] - reached) * direction).isNotNegative();
      long next = TimestampArithmetic.timestampPlusMonths(all[i - 1], months + direction);
      assertThat(Long.signum(next - all[i]) * direction).isNotNegative();
    }
  }

  @Test
  void findsTheLastDayOfTheMonth() {
    timestamps()
        .mapToInt(TimeFields::timestampDate)
        .forEach(
            day -> {
              LocalDate date = LocalDate.ofEpochDay(day);
              assertThat(TimestampArithmetic.dateLastDay(day))
                  .isEqualTo((int) date.withDayOfMonth(date.lengthOfMonth()).toEpochDay());
            });
  }

  @Test
  void truncatesToTheBeginningsThatCalciteTruncatesTo() {
    timestamps()
        .mapToInt(TimeFields::timestampDate)
        .filter(day -> day > -700_000)
        .forEach(
            day -> {
              assertFloor(day, TimeUnitRange.WEEK, Truncation.dateFloorWeek(day));
              assertFloor(day, TimeUnitRange.MONTH, Truncation.dateFloorMonths(day, 1));
              assertFloor(day, TimeUnitRange.QUARTER, Truncation.dateFloorMonths(day, 3));
              assertFloor(day, TimeUnitRange.YEAR, Truncation.dateFloorMonths(day, 12));
              assertFloor(day, TimeUnitRange.DECADE, Truncation.dateFloorMonths(day, 120));
              assertFloor(day, TimeUnitRange.CENTURY, Truncation.dateFloorMonths(day, 1_200));
              assertFloor(day, TimeUnitRange.MILLENNIUM, Truncation.dateFloorMonths(day, 12_000));
            });
  }

  private static void assertFloor(int day, TimeUnitRange unit, int floor) {
    assertThat((long) floor)
        .as("%s of %s", unit, day)
        .isEqualTo(DateTimeUtils.unixDateFloor(unit, day));
  }

  @Test
  void roundsUpToTheNextBeginning() {
    timestamps()
        .filter(micros -> micros < LAST - 366L * TimeFields.MICROS_PER_DAY)
        .forEach(
            micros -> {
              long floor = Truncation.timestampFloorMonths(micros, 1);
              long ceil = Truncation.timestampCeilMonths(micros, 1);
              assertThat(floor).isLessThanOrEqualTo(micros);
              assertThat(ceil)
                  .isEqualTo(floor == micros ? micros : micros(local(floor).plusMonths(1)));
            });
  }

  @Test
  void writesAndReadsTimestamps() {
    timestamps()
        .forEach(
            micros -> {
              String text = DatetimeText.timestampText(micros, 6);
              assertThat(text).isEqualTo(local(micros).format(FORMAT));
              assertThat(DatetimeText.textTimestamp(text)).isEqualTo(micros);
              assertThat(DatetimeText.textTimestamp(" " + text.replace(' ', 'T') + " "))
                  .isEqualTo(micros);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "2020",
        "2021-02-29",
        "2020-00-01",
        "2020-13-01",
        "0000-01-01",
        "20200-01-01",
        "2020-01-01 24:00:00",
        "2020-01-01 00:60:00",
        "2020-01-01 00:00:60",
        "2020-01-01 00:00:00.",
        "2020-01-01 00:00:00.1234567",
        "2020-01-01 00:00:00Z",
        "2020-01-01 x"
      })
  void refusesWhatIsNoTimestamp(String text) {
    assertThatThrownBy(() -> DatetimeText.textTimestamp(text))
        .isInstanceOfSatisfying(
            PitwallException.class,
            error -> {
              assertThat(error.code()).isEqualTo(ErrorCode.INVALID_VALUE);
              assertThat(error.getMessage()).startsWith("'" + text + "' is not valid");
            });
  }

  @Test
  void readsOffsetsOfInstants() {
    StatementContext statement = statement(ZoneId.of("America/New_York"));
    long utc = micros(LocalDateTime.of(2020, 1, 1, 12, 0));

    for (String text :
        List.of(
            "2020-01-01 12:00Z",
            "2020-01-01T13:00:00+01:00",
            "2020-01-01 13:00:00.000000000 +01",
            "2020-01-01 13:00 Europe/Berlin",
            "2020-01-01 07:00")) {
      assertThat(DatetimeText.textInstant(text, statement)).as(text).isEqualTo(utc);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "+05:45", "America/New_York", "Australia/Lord_Howe"})
  void convertsBetweenInstantsAndWallClocksAsJavaDoes(String name) {
    ZoneId zone = ZoneId.of(name);
    StatementContext statement = statement(zone);
    timestamps()
        .forEach(
            micros -> {
              LocalDateTime wallClock =
                  local(micros).atOffset(ZoneOffset.UTC).atZoneSameInstant(zone).toLocalDateTime();
              assertThat(SessionTime.instantTimestamp(micros, statement))
                  .isEqualTo(micros(wallClock));
              LocalDateTime instant =
                  local(micros).atZone(zone).withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
              assertThat(SessionTime.timestampInstant(micros, statement))
                  .isEqualTo(micros(instant));
            });
  }

  private static StatementContext statement(ZoneId zone) {
    return new StatementContext(new EvaluationContext(0, zone, "ada", List.of()));
  }

  @Test
  void writesAndReadsIntervals() {
    Random random = new Random(3);
    for (TimeUnitRange range :
        List.of(
            TimeUnitRange.DAY_TO_SECOND,
            TimeUnitRange.HOUR_TO_SECOND,
            TimeUnitRange.MINUTE_TO_SECOND,
            TimeUnitRange.SECOND)) {
      random
          .longs(1_000, -1_000_000_000_000L, 1_000_000_000_000L)
          .forEach(
              micros -> {
                String text = IntervalText.intervalText(micros, range.name());
                assertThat(IntervalText.textInterval(text, range.name())).isEqualTo(micros);
              });
    }
    assertThat(IntervalText.intervalText(93_784_000_005L, "DAY_TO_SECOND"))
        .isEqualTo("+1 02:03:04.000005");
    assertThat(IntervalText.intervalText(-18, "YEAR_TO_MONTH")).isEqualTo("-1-06");
    assertThat(IntervalText.textInterval("1-06", "YEAR_TO_MONTH")).isEqualTo(18);
    assertThatThrownBy(() -> IntervalText.textInterval("1 25:00:00", "DAY_TO_SECOND"))
        .hasMessageContaining("INTERVAL DAY TO SECOND");
  }

  @Test
  void roundsQuotientsHalfAwayFromZero() {
    assertThat(IntervalScaling.intervalOver(5, 2)).isEqualTo(3);
    assertThat(IntervalScaling.intervalOver(-5, 2)).isEqualTo(-3);
    assertThat(IntervalScaling.intervalOver(4, 3)).isEqualTo(1);
    assertThat(IntervalScaling.intervalOver(Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(1);
    assertThatThrownBy(() -> IntervalScaling.intervalOver(1, 0))
        .hasMessageContaining("divided by zero");
  }

  @Test
  void refusesToOverflow() {
    assertOverflow(() -> TimestampArithmetic.plusMicros(Long.MAX_VALUE, 1));
    assertOverflow(() -> TimestampArithmetic.minusMicros(Long.MIN_VALUE, 1));
    assertOverflow(() -> TimestampArithmetic.negateMicros(Long.MIN_VALUE));
    assertOverflow(() -> TimestampArithmetic.negateMonths(Integer.MIN_VALUE));
    assertOverflow(() -> TimestampArithmetic.datePlusMonths(0, Integer.MAX_VALUE));
    assertOverflow(
        () -> TimestampArithmetic.datePlusMicros(1_460_000_000, TimeFields.MICROS_PER_DAY));
    assertOverflow(() -> IntervalScaling.intervalTimes(Long.MAX_VALUE, 2));
    assertOverflow(() -> IntervalScaling.intervalTimesDouble(1, Double.NaN));
  }

  private static void assertOverflow(Runnable calculation) {
    assertThatThrownBy(calculation::run)
        .isInstanceOfSatisfying(
            PitwallException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.NUMERIC_OVERFLOW));
  }

  /** Calcite takes operators of the same name for the same operator. */
  @Test
  void namesEveryFunctionOnce() {
    List<String> names =
        Stream.of(
                DateFields.class,
                DatetimeText.class,
                IntervalScaling.class,
                IntervalText.class,
                SessionTime.class,
                TimeFields.class,
                TimestampArithmetic.class,
                Truncation.class)
            .flatMap(
                owner ->
                    Arrays.stream(owner.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(method -> StaticFunction.of(owner, method.getName()).getName()))
            .toList();

    assertThat(names).hasSizeGreaterThan(60).doesNotHaveDuplicates();
  }
}
