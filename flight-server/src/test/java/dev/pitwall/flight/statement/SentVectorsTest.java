package dev.pitwall.flight.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Vectors whose offsets point elsewhere. */
class SentVectorsTest {
  private static final Schema COLUMNS =
      Fields.schema(Fields.of("text", Fields.VARCHAR), Fields.list("list", Fields.VARCHAR));

  private final BufferAllocator allocator = new RootAllocator();
  private VectorSchemaRoot batch;

  @BeforeEach
  void make() {
    List<List<Object>> rows =
        List.of(List.of("ab", List.of("x", "y")), List.of("c", List.of()), List.of("d", List.of()));
    batch = Batches.of(allocator, COLUMNS, rows);
  }

  @AfterEach
  void close() {
    batch.close();
    allocator.close();
  }

  @Test
  void takesWhatIsInside() {
    assertThatCode(() -> batch.getFieldVectors().forEach(SentVectors::check))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesATextBehindItsBuffer() {
    assertRefused(batch.getVector("text"), 3, 1 << 20);
  }

  @Test
  void refusesATextBeforeItsBuffer() {
    assertRefused(batch.getVector("text"), 0, -8);
  }

  @Test
  void refusesATextThatEndsBeforeItBegins() {
    assertRefused(batch.getVector("text"), 1, 4);
  }

  @Test
  void refusesAListBehindItsElements() {
    assertRefused(batch.getVector("list"), 3, 7);
  }

  @Test
  void refusesAnElementBehindItsBuffer() {
    FieldVector list = batch.getVector("list");
    list.getChildrenFromFields().get(0).getOffsetBuffer().setInt(2L * Integer.BYTES, 1 << 20);
    assertRefused(list);
  }

  @Test
  void refusesViewsOfLists() {
    try (FieldVector views = ListViewVector.empty("views", allocator)) {
      assertThatThrownBy(() -> SentVectors.check(views))
          .hasMessage("column views is not valid Arrow data: list views are not taken; send lists");
    }
  }

  private static void assertRefused(FieldVector vector, int place, int offset) {
    vector.getOffsetBuffer().setInt((long) place * Integer.BYTES, offset);
    assertRefused(vector);
  }

  private static void assertRefused(FieldVector vector) {
    assertThatThrownBy(() -> SentVectors.check(vector))
        .isInstanceOfSatisfying(
            PitwallException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_VALUE))
        .hasMessageContaining("column " + vector.getName() + " is not valid Arrow data");
  }
}
