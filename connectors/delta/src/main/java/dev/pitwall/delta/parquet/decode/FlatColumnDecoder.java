package dev.pitwall.delta.parquet.decode;

import dev.pitwall.delta.parquet.codec.PageArrays;
import dev.pitwall.delta.parquet.encoding.CorruptPageException;
import dev.pitwall.delta.parquet.encoding.HybridDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;

/**
 * The fast way for a column that is neither nested nor repeated: walks pages and definition levels,
 * and hands runs of values to a {@link ValueDecoder}.
 */
final class FlatColumnDecoder implements ColumnDecoder {
  /** Runs of fewer rows than that, on average, are not worth a look each. */
  private static final int SHORT_RUN = 16;

  private final PageReader pages;
  private final PageArrays arrays;
  private final boolean nullable;
  private final ValueDecoder values;
  private final HybridDecoder levels = new HybridDecoder();
  private int[] scratch = new int[0];
  private int[] places = new int[0];
  private int[] slots = new int[0];
  private byte[] page = {};
  private int row;
  private int pageEnd;

  FlatColumnDecoder(ColumnSource source, ColumnDescriptor column, ValueDecoder values) {
    this.pages = source.pages().getPageReader(column);
    this.arrays = source.arrays();
    this.nullable = column.getMaxDefinitionLevel() > 0;
    this.values = values;
    DictionaryPage dictionary = pages.readDictionaryPage();
    if (dictionary != null) {
      values.dictionary(bytes(dictionary.getBytes()), dictionary.getDictionarySize());
    }
  }

  @Override
  public FieldVector decode(RowRuns runs, BufferAllocator allocator) {
    FieldVector vector = values.begin(runs.rows(), allocator);
    try {
      if (runs.rows() < SHORT_RUN * runs.size()) {
        pick(runs.positions());
      } else {
        read(runs);
      }
      values.end();
      return vector;
    } catch (RuntimeException e) {
      vector.close();
      throw e;
    }
  }

  private void read(RowRuns runs) {
    int slot = 0;
    for (int run = 0; run < runs.size(); run++) {
      openPageOf(runs.first(run));
      skip(runs.first(run) - row);
      read(slot, runs.length(run));
      slot += runs.length(run);
    }
  }

  private void openPageOf(int target) {
    while (target >= pageEnd) {
      openPage();
    }
    if (row > target) {
      throw new CorruptPageException("the page of row " + target + " is missing");
    }
  }

  private void pick(int[] rows) {
    if (places.length < rows.length) {
      places = new int[rows.length];
      slots = new int[rows.length];
    }
    for (int done = 0; done < rows.length; ) {
      openPageOf(rows[done]);
      int to = done + 1;
      while (to < rows.length && rows[to] < pageEnd) {
        to++;
      }
      pickWithinPage(rows, done, to);
      done = to;
    }
  }

  private void pickWithinPage(int[] rows, int from, int to) {
    int span = rows[to - 1] + 1 - row;
    if (!nullable || areAllPresent(span)) {
      for (int i = from; i < to; i++) {
        places[i - from] = rows[i] - row;
        slots[i - from] = i;
      }
      values.pick(places, slots, to - from, span);
    } else {
      pickPresent(rows, from, to, span);
    }
    row += span;
  }

  private boolean areAllPresent(int span) {
    boolean all = levels.run() >= span && levels.isRepeated() && levels.repeated() != 0;
    if (all) {
      levels.advance(span);
    }
    return all;
  }

  private void pickPresent(int[] rows, int from, int to, int span) {
    int[] read = scratch(span);
    levels.read(read, span);
    int present = 0;
    int picked = 0;
    int next = from;
    for (int i = 0; i < span; i++) {
      if (rows[next] == row + i) {
        places[picked] = present;
        slots[picked] = next++;
        picked += read[i];
      }
      present += read[i];
    }
    values.clear(from, to - from);
    values.pick(places, slots, picked, present);
  }

  private void read(int slot, int count) {
    int at = slot;
    for (int left = count; left > 0; ) {
      if (row == pageEnd) {
        openPage();
      }
      int step = Math.min(left, pageEnd - row);
      readWithinPage(at, step);
      row += step;
      at += step;
      left -= step;
    }
  }

  private void skip(int count) {
    int present = nullable ? countPresent(count) : count;
    values.skip(present);
    row += count;
  }

  private int countPresent(int count) {
    int present = 0;
    for (int left = count; left > 0; ) {
      int step = Math.min(left, levels.run());
      if (levels.isRepeated()) {
        present += levels.repeated() * step;
        levels.advance(step);
      } else {
        present += sum(step);
      }
      left -= step;
    }
    return present;
  }

  private int sum(int count) {
    int[] read = scratch(count);
    levels.read(read, count);
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += read[i];
    }
    return sum;
  }

  private void readWithinPage(int slot, int count) {
    if (!nullable) {
      values.readRun(slot, count);
      return;
    }
    int at = slot;
    for (int left = count; left > 0; ) {
      int step = Math.min(left, levels.run());
      if (!levels.isRepeated()) {
        readScattered(at, step);
      } else {
        if (levels.repeated() != 0) {
          values.readRun(at, step);
        } else {
          values.clear(at, step);
        }
        levels.advance(step);
      }
      at += step;
      left -= step;
    }
  }

  private void readScattered(int slot, int count) {
    int[] slots = scratch(count);
    levels.read(slots, count);
    int present = 0;
    for (int i = 0; i < count; i++) {
      int level = slots[i];
      slots[present] = slot + i;
      present += level;
    }
    if (present < count) {
      values.clear(slot, count);
    }
    values.readScattered(slots, present);
  }

  private int[] scratch(int count) {
    if (scratch.length < count) {
      scratch = new int[count];
    }
    return scratch;
  }

  private void openPage() {
    arrays.giveBack(page);
    DataPage opened = pages.readPage();
    if (opened == null) {
      throw new CorruptPageException("pages end after row " + pageEnd);
    }
    row = opened.getFirstRowIndex().map(Math::toIntExact).orElse(pageEnd);
    pageEnd = row + opened.getValueCount();
    if (opened instanceof DataPageV2 second) {
      openPage(second);
    } else {
      openPage((DataPageV1) opened);
    }
  }

  private void openPage(DataPageV1 opened) {
    page = bytes(opened.getBytes());
    int valuesFrom = 0;
    if (nullable) {
      if (opened.getDlEncoding() != Encoding.RLE) {
        throw new CorruptPageException("definition levels in " + opened.getDlEncoding());
      }
      valuesFrom = Integer.BYTES + ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN).getInt();
      levels.reset(page, Integer.BYTES, valuesFrom, 1);
    }
    values.page(opened.getValueEncoding(), page, valuesFrom);
  }

  private void openPage(DataPageV2 opened) {
    if (nullable) {
      byte[] levelBytes = bytes(opened.getDefinitionLevels());
      levels.reset(levelBytes, 0, levelBytes.length, 1);
    }
    page = bytes(opened.getData());
    values.page(opened.getDataEncoding(), page, 0);
  }

  private static byte[] bytes(BytesInput input) {
    try {
      ByteBuffer buffer = input.toByteBuffer();
      if (buffer.hasArray()
          && buffer.arrayOffset() == 0
          && buffer.position() == 0
          && buffer.remaining() == buffer.array().length) {
        return buffer.array();
      }
      byte[] copy = new byte[buffer.remaining()];
      buffer.get(copy);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
