package dev.pitwall.delta.parquet.decode;

import java.util.PrimitiveIterator;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.util.TransferPair;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** The general way: Parquet assembles records of the one column, which fill the vector. */
final class RecordColumnDecoder implements ColumnDecoder {
  private final ColumnSource source;
  private final MessageType schema;
  private final Type type;
  private final Field field;
  private final Field stored;
  private final PrimitiveIterator.OfLong rows;
  private final Cursor cursor = new Cursor();
  private FieldVector work;
  private RecordReader<Void> records;
  private long next;

  RecordColumnDecoder(ColumnSource source, Type type, Field field, Field stored) {
    this.source = source;
    this.type = type;
    this.field = field;
    this.stored = stored;
    this.schema = new MessageType(source.schema().getName(), type);
    this.rows =
        source
            .pages()
            .getRowIndexes()
            .orElseGet(() -> LongStream.range(0, source.block().getRowCount()).iterator());
  }

  @Override
  public FieldVector decode(RowRuns runs, BufferAllocator allocator) {
    open(allocator);
    try {
      work.setInitialCapacity(runs.rows());
      work.allocateNew();
      int slot = 0;
      for (int run = 0; run < runs.size(); run++) {
        seek(runs.first(run));
        slot = read(slot, runs.length(run));
      }
      work.setValueCount(slot);
      TransferPair transfer = work.getTransferPair(field, allocator);
      transfer.transfer();
      return (FieldVector) transfer.getTo();
    } finally {
      work.clear();
    }
  }

  private void seek(long target) {
    cursor.discard = true;
    while (next < target) {
      records.read();
      next = rows.hasNext() ? rows.nextLong() : Long.MAX_VALUE;
    }
    cursor.discard = false;
  }

  private int read(int slot, int count) {
    for (int i = 0; i < count; i++) {
      cursor.index = slot + i;
      records.read();
      next = rows.hasNext() ? rows.nextLong() : Long.MAX_VALUE;
    }
    return slot + count;
  }

  private void open(BufferAllocator allocator) {
    if (work == null) {
      work = field.createVector(allocator);
      Converter column = Converters.of(type, work, stored, cursor);
      records =
          new ColumnIOFactory(source.createdBy())
              .getColumnIO(schema, source.schema())
              .getRecordReader(source.pages(), new OneColumn(column));
      next = rows.nextLong();
    }
  }

  private static final class OneColumn extends RecordMaterializer<Void> {
    private final GroupConverter root;

    OneColumn(Converter column) {
      root =
          new GroupConverter() {
            @Override
            public Converter getConverter(int index) {
              return column;
            }

            @Override
            public void start() {}

            @Override
            public void end() {}
          };
    }

    @Override
    public Void getCurrentRecord() {
      return null;
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }
  }
}
