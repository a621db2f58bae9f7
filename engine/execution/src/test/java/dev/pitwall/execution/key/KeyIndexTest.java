package dev.pitwall.execution.key;

import static dev.pitwall.execution.fixture.Fields.bool;
import static dev.pitwall.execution.fixture.Fields.decimal;
import static dev.pitwall.execution.fixture.Fields.int32;
import static dev.pitwall.execution.fixture.Fields.int64;
import static dev.pitwall.execution.fixture.Fields.schema;
import static dev.pitwall.execution.fixture.Fields.text;
import static dev.pitwall.execution.fixture.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.execution.fixture.Rows;
import dev.pitwall.execution.memory.QueryMemory;
import dev.pitwall.execution.plan.term.NullKeys;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyIndexTest {
  private final BufferAllocator allocator = new RootAllocator();
  private final QueryMemory memory = new QueryMemory(allocator, 256L << 20);

  @AfterEach
  void closeAll() {
    memory.close();
    allocator.close();
  }

  private List<Integer> numbers(KeyNumbering numbering, Schema schema, List<List<Object>> rows) {
    int[] numbers = new int[rows.size()];
    try (VectorSchemaRoot batch = Rows.batch(schema, rows, allocator)) {
      numbering.number(batch, numbers);
    }
    return Arrays.stream(numbers).boxed().toList();
  }

  private static List<Integer> columns(Schema schema) {
    return IntStream.range(0, schema.getFields().size()).boxed().toList();
  }

  private void check(Schema schema, NullKeys nulls, List<List<Object>> rows, Integer... expected) {
    try (KeyIndex index = KeyIndex.of(schema.getFields(), nulls, memory)) {
      List<Integer> columns = columns(schema);
      assertThat(numbers(index.adder(columns), schema, rows)).containsExactly(expected);
      assertThat(numbers(index.finder(columns), schema, rows)).containsExactly(expected);
      assertThat(index.size())
          .isEqualTo(Arrays.stream(expected).mapToInt(i -> i).max().orElse(-1) + 1);
    }
  }

  @Test
  void numbersKeysInOrderOfAppearance() {
    check(
        schema(int64("k")),
        NullKeys.MATCH_NOTHING,
        List.of(row(7L), row(-7L), row(7L), row(Long.MAX_VALUE), row(Long.MIN_VALUE), row(-7L)),
        0,
        1,
        0,
        2,
        3,
        1);
  }

  @Test
  void nullIsNothingOrAKeyOfItsOwn() {
    List<List<Object>> rows = List.of(row((Object) null), row(0L), row((Object) null));
    check(schema(int64("k")), NullKeys.MATCH_NOTHING, rows, -1, 0, -1);
    check(schema(int64("k")), NullKeys.ARE_EQUAL, rows, 0, 1, 0);
    List<List<Object>> pairs =
        List.of(row(null, "a"), row(0L, null), row(null, "a"), row(0L, ""), row(null, null));
    Schema pair = schema(int64("k"), text("s"));
    check(pair, NullKeys.MATCH_NOTHING, pairs, -1, -1, -1, 0, -1);
    check(pair, NullKeys.ARE_EQUAL, pairs, 0, 1, 0, 2, 3);
  }

  @Test
  void packedPartsDoNotRunIntoEachOther() {
    check(
        schema(int32("a"), int32("b")),
        NullKeys.MATCH_NOTHING,
        List.of(row(1, -1), row(-1, 1), row(0, -1), row(1, -1), row(1, 11), row(11, 1)),
        0,
        1,
        2,
        0,
        3,
        4);
  }

  @Test
  void textPartsDoNotRunIntoEachOther() {
    check(
        schema(text("a"), text("b"), decimal("d", 30, 1), bool("c")),
        NullKeys.MATCH_NOTHING,
        List.of(
            row("ab", "c", BigDecimal.ONE.setScale(1), true),
            row("a", "bc", BigDecimal.ONE.setScale(1), true),
            row("ab", "c", BigDecimal.ONE.setScale(1), false),
            row("ab", "c", BigDecimal.TEN.setScale(1), true),
            row("ab", "c", BigDecimal.ONE.setScale(1), true)),
        0,
        1,
        2,
        3,
        0);
  }

  @Test
  void findersDoNotAdd() {
    Schema schema = schema(int64("k"));
    try (KeyIndex index = KeyIndex.of(schema.getFields(), NullKeys.MATCH_NOTHING, memory)) {
      numbers(index.adder(List.of(0)), schema, List.of(row(5L), row(9L)));
      assertThat(
              numbers(
                  index.finder(List.of(0)),
                  schema,
                  List.of(row(9L), row(4L), row(10L), row(7L), row(Long.MIN_VALUE))))
          .containsExactly(1, -1, -1, -1, -1);
      assertThat(index.size()).isEqualTo(2);
      assertThat(index.integerRange()).contains(new LongRange(5, 9));
    }
  }

  @Test
  void manyKeysFarApartAndCloseTogether() {
    for (long spread : new long[] {1, 1_000_003, 1L << 40}) {
      Random random = new Random(spread);
      List<List<Object>> rows = new ArrayList<>();
      List<Integer> expected = new ArrayList<>();
      Map<Long, Integer> known = new HashMap<>();
      for (int i = 0; i < 20_000; i++) {
        long key = (random.nextInt(5_000) - 2_500) * spread;
        rows.add(row(key));
        known.putIfAbsent(key, known.size());
        expected.add(known.get(key));
      }
      check(schema(int64("k")), NullKeys.MATCH_NOTHING, rows, expected.toArray(Integer[]::new));
      List<List<Object>> texts = rows.stream().map(r -> row("key " + r.get(0))).toList();
      check(schema(text("k")), NullKeys.MATCH_NOTHING, texts, expected.toArray(Integer[]::new));
    }
  }

  @Test
  void listsAreKeysToo() {
    try (ListVector lists = ListVector.empty("l", allocator);
        KeyIndex index = KeyIndex.of(List.of(lists.getField()), NullKeys.ARE_EQUAL, memory)) {
      UnionListWriter writer = lists.getWriter();
      for (int[] list : new int[][] {{1, 2}, {1}, {1, 2}, {}}) {
        writer.startList();
        for (int element : list) {
          writer.writeInt(element);
        }
        writer.endList();
      }
      lists.setValueCount(5);
      assertThat(lists.getDataVector()).isInstanceOf(IntVector.class);
      int[] numbers = new int[5];
      index.adder(List.of(0)).number(VectorSchemaRoot.of(lists), numbers);
      assertThat(numbers).containsExactly(0, 1, 0, 2, 3);
    }
  }
}
