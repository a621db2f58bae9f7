package dev.pitwall.execution.vector;

import static dev.pitwall.execution.fixture.Fields.bool;
import static dev.pitwall.execution.fixture.Fields.decimal;
import static dev.pitwall.execution.fixture.Fields.float32;
import static dev.pitwall.execution.fixture.Fields.int64;
import static dev.pitwall.execution.fixture.Fields.integer;
import static dev.pitwall.execution.fixture.Fields.schema;
import static dev.pitwall.execution.fixture.Fields.text;
import static dev.pitwall.execution.fixture.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.execution.fixture.Rows;
import java.math.BigDecimal;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RowGatherTest {
  private static final Schema SCHEMA =
      schema(
          bool("b"),
          integer("i8", 8),
          integer("i16", 16),
          float32("f"),
          int64("n"),
          decimal("d", 9, 2),
          text("s"));

  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void closeAllocator() {
    allocator.close();
  }

  @Test
  void gathersRowsOfSeveralBatchesWithGaps() {
    List<Object> one = row(true, (byte) 1, (short) 1, 1f, 1L, new BigDecimal("1.00"), "one");
    List<Object> two = row(false, (byte) 2, (short) 2, 2f, 2L, new BigDecimal("2.00"), "two");
    List<Object> nulls = row(null, null, null, null, null, null, null);
    try (VectorSchemaRoot first = Rows.batch(SCHEMA, List.of(one, nulls), allocator);
        VectorSchemaRoot second = Rows.batch(SCHEMA, List.of(two), allocator)) {
      long[] addresses = {
        RowAddress.of(1, 0),
        RowAddress.NONE,
        RowAddress.of(0, 0),
        RowAddress.of(0, 1),
        RowAddress.of(1, 0)
      };
      RowGather gather = new RowGather(List.of(first, second));
      try (VectorSchemaRoot rows = gather.rows(addresses, 5, SCHEMA, allocator)) {
        assertThat(Rows.of(rows)).containsExactly(two, nulls, one, nulls, two);
      }
    }
  }

  @Test
  void gathersNothingAsNulls() {
    long[] addresses = {RowAddress.NONE, RowAddress.NONE};
    RowGather gather = new RowGather(List.of());
    try (VectorSchemaRoot rows = gather.rows(addresses, 2, SCHEMA, allocator)) {
      assertThat(Rows.of(rows))
          .containsExactly(
              row(null, null, null, null, null, null, null),
              row(null, null, null, null, null, null, null));
    }
  }

  @Test
  void gathersLists() {
    try (ListVector lists = ListVector.empty("l", allocator)) {
      UnionListWriter writer = lists.getWriter();
      for (int i = 0; i < 3; i++) {
        writer.startList();
        writer.writeFloat8(i);
        writer.writeFloat8(i + 0.5);
        writer.endList();
      }
      lists.setValueCount(3);
      RowGather gather = new RowGather(List.of(VectorSchemaRoot.of(lists)));
      long[] addresses = {2, RowAddress.NONE, 0};
      try (FieldVector gathered = gather.column(0, addresses, 3, lists.getField(), allocator)) {
        assertThat(gathered.getObject(0)).isEqualTo(List.of(2.0, 2.5));
        assertThat(gathered.getObject(1)).isNull();
        assertThat(gathered.getObject(2)).isEqualTo(List.of(0.0, 0.5));
      }
      try (FieldVector shared = SharedVector.of(lists, lists.getField(), allocator)) {
        assertThat(shared.getObject(1)).isEqualTo(List.of(1.0, 1.5));
      }
    }
  }

  @Test
  void gathersStructsOfSeveralBatches() {
    Field struct =
        new Field(
            "s", FieldType.nullable(ArrowType.Struct.INSTANCE), List.of(int64("a"), text("b")));
    try (StructVector first = structs(struct, 1);
        StructVector second = structs(struct, 10)) {
      RowGather gather =
          new RowGather(List.of(VectorSchemaRoot.of(first), VectorSchemaRoot.of(second)));
      long[] addresses = {RowAddress.of(1, 1), RowAddress.NONE, RowAddress.of(0, 0)};
      try (FieldVector gathered = gather.column(0, addresses, 3, struct, allocator)) {
        assertThat(gathered.getObject(0)).hasToString("{\"a\":11,\"b\":\"11\"}");
        assertThat(gathered.getObject(1)).isNull();
        assertThat(gathered.getObject(2)).hasToString("{\"a\":1,\"b\":\"1\"}");
      }
    }
  }

  private StructVector structs(Field field, int from) {
    StructVector vector = (StructVector) field.createVector(allocator);
    for (int i = 0; i < 2; i++) {
      vector.setIndexDefined(i);
      VectorWriter.set(vector.getChildrenFromFields().get(0), i, from + i);
      VectorWriter.set(vector.getChildrenFromFields().get(1), i, String.valueOf(from + i));
    }
    vector.setValueCount(2);
    return vector;
  }
}
