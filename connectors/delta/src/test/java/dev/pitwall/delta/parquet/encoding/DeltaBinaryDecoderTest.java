package dev.pitwall.delta.parquet.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against what Parquet's own writer writes. */
class DeltaBinaryDecoderTest {
  private static final int SLAB = 1 << 10;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 31, 32, 33, 34, 127, 128, 129, 130, 1000, 4096})
  void readsWhatWasWritten(int count) throws IOException {
    for (int bits = 0; bits <= Long.SIZE; bits++) {
      long[] values = values(count, bits, new Random(bits));
      DeltaBinaryDecoder decoder = new DeltaBinaryDecoder();
      byte[] bytes = written(values);
      decoder.reset(bytes, 0, bytes.length);
      assertThat(decoder.left()).isEqualTo(count);
      assertThat(read(decoder, count)).as("%s bits", bits).isEqualTo(values);
      assertThat(decoder.end()).isEqualTo(bytes.length);
    }
  }

  @Test
  void readsAnyPartsAndPassesOverOthers() throws IOException {
    Random random = new Random(7);
    long[] values = values(10_000, 20, random);
    byte[] bytes = written(values);
    DeltaBinaryDecoder decoder = new DeltaBinaryDecoder();
    decoder.reset(bytes, 0, bytes.length);
    for (int at = 0; at < values.length; ) {
      int count = Math.min(values.length - at, random.nextInt(100));
      if (random.nextBoolean()) {
        decoder.skip(count);
      } else {
        assertThat(read(decoder, count)).isEqualTo(Arrays.copyOfRange(values, at, at + count));
      }
      at += count;
    }
    assertThat(decoder.left()).isZero();
    assertThatThrownBy(() -> decoder.skip(1)).isInstanceOf(CorruptPageException.class);
  }

  @Test
  void refusesWhatEndsTooEarly() throws IOException {
    byte[] bytes = written(values(300, 33, new Random(3)));
    for (int length = 1; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(
              () -> {
                DeltaBinaryDecoder decoder = new DeltaBinaryDecoder();
                decoder.reset(cut, 0, cut.length);
                decoder.skip(300);
              })
          .as("%s of %s bytes", length, bytes.length)
          .isInstanceOf(CorruptPageException.class);
    }
  }

  @Test
  void refusesNonsense() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      byte[] nonsense = new byte[1 + random.nextInt(60)];
      random.nextBytes(nonsense);
      DeltaBinaryDecoder decoder = new DeltaBinaryDecoder();
      try {
        decoder.reset(nonsense, 0, nonsense.length);
        decoder.skip(Math.min(1_000, decoder.left()));
      } catch (CorruptPageException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  private static long[] values(int count, int bits, Random random) {
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = bits == 0 ? 5L * i : random.nextLong() >>> (Long.SIZE - bits);
    }
    return values;
  }

  private static byte[] written(long[] values) throws IOException {
    try (DeltaBinaryPackingValuesWriterForLong writer =
        new DeltaBinaryPackingValuesWriterForLong(SLAB, SLAB, new HeapByteBufferAllocator())) {
      for (long value : values) {
        writer.writeLong(value);
      }
      return writer.getBytes().toByteArray();
    }
  }

  private static long[] read(DeltaBinaryDecoder decoder, int count) {
    long[] read = new long[count];
    decoder.read(read, count);
    return read;
  }
}
