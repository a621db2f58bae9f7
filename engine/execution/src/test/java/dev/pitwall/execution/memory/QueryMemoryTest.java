package dev.pitwall.execution.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

class QueryMemoryTest {

  @Test
  void heapAndBuffersShareOneLimit() {
    try (BufferAllocator parent = new RootAllocator();
        QueryMemory memory = new QueryMemory(parent, 1 << 20);
        HeapReservation reservation = memory.reservation();
        ArrowBuf buffer = memory.allocator().buffer(512 << 10)) {
      assertThat(buffer.capacity()).isEqualTo(512 << 10);
      reservation.resize(400 << 10);
      assertThatThrownBy(() -> reservation.resize(600 << 10))
          .hasMessageContaining("limit of 1 MiB")
          .extracting("code")
          .isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED);
      assertThat(reservation.bytes()).isEqualTo(400 << 10);
      reservation.resize(100);
      assertThat(memory.headroom()).isEqualTo((512 << 10) - 100);
      assertThat(memory.peakBytes()).isGreaterThanOrEqualTo(912 << 10);
    }
  }

  @Test
  void theLimitOfAllQueriesHasAMessageOfItsOwn() {
    try (BufferAllocator parent = new RootAllocator(1 << 20);
        QueryMemory memory = new QueryMemory(parent, 8 << 20);
        HeapReservation reservation = memory.reservation()) {
      assertThatThrownBy(() -> reservation.resize(2 << 20))
          .hasMessageContaining("all queries together")
          .hasMessageContaining("limits.memoryBytes");
    }
  }

  @Test
  void sizesReadWell() {
    assertThat(ByteSize.format(512)).isEqualTo("512 bytes");
    assertThat(ByteSize.format(1536)).isEqualTo("1.5 KiB");
    assertThat(ByteSize.format(4L << 30)).isEqualTo("4 GiB");
  }
}
