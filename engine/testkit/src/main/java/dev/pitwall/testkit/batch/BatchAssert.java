package dev.pitwall.testkit.batch;

import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** What a test says about a batch. */
public final class BatchAssert extends AbstractAssert<BatchAssert, VectorSchemaRoot> {
  private BatchAssert(VectorSchemaRoot actual) {
    super(actual, BatchAssert.class);
  }

  /** The batch stays the caller's. */
  public static BatchAssert assertThat(VectorSchemaRoot actual) {
    return new BatchAssert(actual);
  }

  /** Exactly these columns, in this order. */
  public BatchAssert hasColumns(String... names) {
    Assertions.assertThat(Batches.names(actual.getSchema())).containsExactly(names);
    return this;
  }

  /** Exactly these column types, in this order. */
  public BatchAssert hasTypes(ArrowType... types) {
    Assertions.assertThat(actual.getSchema().getFields().stream().map(Field::getType))
        .containsExactly(types);
    return this;
  }

  /** Exactly these rows, in this order; write them with {@link Batches#row}. */
  @SafeVarargs // the array is only read
  public final BatchAssert hasRows(List<Object>... rows) {
    Assertions.assertThat(Batches.rows(actual)).isEqualTo(Arrays.asList(rows));
    return this;
  }

  /** Exactly these rows, as often as given, in any order. */
  @SafeVarargs // the array is only read
  public final BatchAssert hasRowsInAnyOrder(List<Object>... rows) {
    Assertions.assertThat(Batches.rows(actual)).containsExactlyInAnyOrder(rows);
    return this;
  }
}
