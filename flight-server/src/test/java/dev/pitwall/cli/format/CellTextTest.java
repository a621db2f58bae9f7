package dev.pitwall.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CellTextTest {
  private static final long MICROS_2013 = 1_357_034_400_000_000L;

  @AutoClose private final BufferAllocator allocator = new RootAllocator();

  @Test
  void timestampsAreExactAndInUtc() {
    try (TimeStampMicroVector plain = new TimeStampMicroVector("t", allocator);
        TimeStampMicroTZVector zoned = new TimeStampMicroTZVector("z", allocator, "UTC")) {
      plain.setSafe(0, MICROS_2013 + 1);
      plain.setSafe(1, -1);
      zoned.setSafe(0, MICROS_2013);
      assertThat(text(plain, 0)).isEqualTo("2013-01-01 10:00:00.000001");
      assertThat(text(plain, 1)).isEqualTo("1969-12-31 23:59:59.999999");
      assertThat(text(zoned, 0)).isEqualTo("2013-01-01 10:00:00Z");
    }
  }

  @Test
  void datesAndTimes() {
    try (DateDayVector date = new DateDayVector("d", allocator);
        TimeMicroVector time = new TimeMicroVector("t", allocator)) {
      date.setSafe(0, -1);
      time.setSafe(0, 86_399_500_000L);
      assertThat(text(date, 0)).isEqualTo("1969-12-31");
      assertThat(text(time, 0)).isEqualTo("23:59:59.5");
    }
  }

  @Test
  void everythingElse() {
    try (IntVector integer = new IntVector("i", allocator);
        VarCharVector varchar = new VarCharVector("s", allocator);
        VarBinaryVector binary = new VarBinaryVector("b", allocator);
        DecimalVector decimal = new DecimalVector("n", allocator, 20, 8)) {
      integer.setSafe(0, -7);
      integer.setNull(1);
      varchar.setSafe(0, "žluť".getBytes(StandardCharsets.UTF_8));
      binary.setSafe(0, new byte[] {0, (byte) 0xff});
      decimal.setSafe(0, new BigDecimal("0.00000001"));
      assertThat(text(integer, 0)).isEqualTo("-7");
      assertThat(text(integer, 1)).isNull();
      assertThat(text(varchar, 0)).isEqualTo("žluť");
      assertThat(text(binary, 0)).isEqualTo("00ff");
      assertThat(text(decimal, 0)).isEqualTo("0.00000001");
    }
  }

  @Test
  void arraysAndRowsAreJson() {
    try (ListVector rows = ListVector.empty("rows", allocator)) {
      UnionListWriter writer = rows.getWriter();
      writer.setPosition(0);
      writer.startList();
      writer.struct().start();
      writer.struct().dateDay("born").writeDateDay(-1);
      writer.struct().varChar("name").writeVarChar("the \"first\"");
      writer.struct().float8("rate").writeFloat8(0.5);
      writer.struct().end();
      writer.struct().start();
      writer.struct().float8("rate").writeFloat8(Double.NaN);
      writer.struct().end();
      writer.endList();
      assertThat(text(rows, 0))
          .isEqualTo(
              "[{\"born\":\"1969-12-31\",\"name\":\"the \\\"first\\\"\",\"rate\":0.5},"
                  + "{\"born\":null,\"name\":null,\"rate\":\"NaN\"}]");
      assertThat(text(rows, 1)).isNull();
    }
  }

  private static String text(FieldVector vector, int row) {
    vector.setValueCount(2);
    return CellText.of(vector, row);
  }
}
