package dev.pitwall.benchmarks.online;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Lookups through a Flight SQL server: one prepared statement, whose parameter is the keys. */
abstract class FlightLookups implements LookupClient {
  private final BufferAllocator allocator = new RootAllocator();
  private final BoundKeys keys = new BoundKeys(allocator);

  BufferAllocator allocator() {
    return allocator;
  }

  BoundKeys keys() {
    return keys;
  }

  /** Asks for the keys that are bound. */
  abstract FlightStream ask();

  abstract void disconnect() throws Exception;

  @Override
  public List<List<Object>> answer(long[] wanted) {
    List<List<Object>> rows = new ArrayList<>();
    read(wanted, batch -> AnswerRows.add(batch, rows));
    return rows;
  }

  @Override
  public void fetch(long[] wanted) {
    AtomicInteger rows = new AtomicInteger();
    read(wanted, batch -> rows.addAndGet(batch.getRowCount()));
    if (rows.get() != wanted.length) {
      throw new IllegalStateException(rows + " rows came for " + wanted.length + " keys");
    }
  }

  private void read(long[] wanted, Consumer<VectorSchemaRoot> batches) {
    keys.set(wanted);
    try (FlightStream stream = ask()) {
      while (stream.next()) {
        batches.accept(stream.getRoot());
      }
    } catch (Exception e) {
      throw new IllegalStateException("a lookup failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try (allocator;
        keys) {
      disconnect();
    } catch (Exception e) {
      throw new IllegalStateException("a connection cannot be closed", e);
    }
  }
}
