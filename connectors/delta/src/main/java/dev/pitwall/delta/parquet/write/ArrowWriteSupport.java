package dev.pitwall.delta.parquet.write;

import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes rows of the vectors it was given last; a record is a row's number. */
final class ArrowWriteSupport extends WriteSupport<Integer> {
  private final List<Field> fields;
  private List<FieldVector> vectors = List.of();
  private RecordConsumer consumer;
  private ValueEmitter[] columns;

  ArrowWriteSupport(List<Field> fields) {
    this.fields = fields;
  }

  /** Takes the vectors of the rows to come, one for each field. */
  void vectors(List<FieldVector> newVectors) {
    vectors = newVectors;
    bind();
  }

  private void bind() {
    columns = new ValueEmitter[vectors.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = ValueEmitter.field(vectors.get(i), consumer, fields.get(i).getName(), i);
    }
  }

  @Override
  public WriteContext init(Configuration configuration) {
    return new WriteContext(ParquetSchemas.of(fields), Map.of());
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(ParquetSchemas.of(fields), Map.of());
  }

  /** Called for every row group, also when one is full in the middle of a batch. */
  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
    bind();
  }

  @Override
  public void write(Integer row) {
    consumer.startMessage();
    for (ValueEmitter column : columns) {
      column.emit(row);
    }
    consumer.endMessage();
  }
}
