package dev.pitwall.flight.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** The rows of a stream with every value in its place, also where dictionaries were sent. */
final class PlainRows {
  private final FlightStream stream;
  private final BufferAllocator allocator;

  PlainRows(FlightStream stream, BufferAllocator allocator) {
    this.stream = Objects.requireNonNull(stream, "stream");
    this.allocator = Objects.requireNonNull(allocator, "allocator");
  }

  Schema schema() {
    return new Schema(stream.getSchema().getFields().stream().map(this::plain).toList());
  }

  /** The stream's current batch, to be closed before it goes on. */
  VectorSchemaRoot batch() {
    List<FieldVector> vectors = new ArrayList<>();
    try {
      stream.getRoot().getFieldVectors().forEach(SentVectors::check);
      stream.getRoot().getFieldVectors().forEach(vector -> vectors.add(plain(vector)));
      return new VectorSchemaRoot(schema(), vectors, stream.getRoot().getRowCount());
    } catch (RuntimeException e) {
      vectors.forEach(FieldVector::close);
      throw e;
    }
  }

  private Field plain(Field field) {
    if (field.getDictionary() == null) {
      return field;
    }
    Field values = dictionary(field).getVector().getField();
    return new Field(field.getName(), FieldType.nullable(values.getType()), values.getChildren());
  }

  private FieldVector plain(FieldVector vector) {
    if (vector.getField().getDictionary() != null) {
      return decoded(vector, dictionary(vector.getField()));
    }
    // A transfer pair that makes its own vector knows no large list within a row.
    FieldVector plain = vector.getField().createVector(allocator);
    vector.makeTransferPair(plain).splitAndTransfer(0, vector.getValueCount());
    return plain;
  }

  private FieldVector decoded(FieldVector vector, Dictionary dictionary) {
    SentVectors.check(dictionary.getVector());
    try {
      return (FieldVector) DictionaryEncoder.decode(vector, dictionary, allocator);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw SentVectors.invalid(vector, e);
    }
  }

  private Dictionary dictionary(Field field) {
    return stream.getDictionaryProvider().lookup(field.getDictionary().getId());
  }
}
