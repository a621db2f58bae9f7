package dev.pitwall.flight.session;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.ipc.message.ArrowBuffer;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.MessageMetadataResult;
import org.apache.arrow.vector.ipc.message.MessageSerializer;

/** Compresses each buffer of a batch, and leaves all else as it is. */
final class BatchCompressor {
  /** Of a batch: less fits into a few packets, whatever becomes of it. */
  private static final int MIN_BYTES = 4 << 10;

  /** Of zstd: higher ones take longer and save little of numbers. */
  private static final int LEVEL = 1;

  private final CompressionCodec codec =
      CommonsCompressionFactory.INSTANCE.createCodec(CodecType.ZSTD, LEVEL);
  private final BufferAllocator allocator;

  /**
   * Makes a compressor.
   *
   * @param allocator holds a batch while it is compressed
   */
  BatchCompressor(BufferAllocator allocator) {
    this.allocator = allocator;
  }

  /** A message of Flight, compressed if it is a batch that is worth it. */
  FlightData compress(FlightData message) throws IOException {
    if (message.getDataBody().size() < MIN_BYTES) {
      return message;
    }
    MessageMetadataResult header = header(message.getDataHeader());
    if (header.headerType() != MessageHeader.RecordBatch) {
      return message;
    }
    try (ArrowRecordBatch plain =
            MessageSerializer.deserializeRecordBatch(header, body(message.getDataBody()));
        ArrowRecordBatch compressed = compress(plain)) {
      return message.toBuilder()
          .setDataHeader(
              UnsafeByteOperations.unsafeWrap(MessageSerializer.serializeMetadata(compressed)))
          .setDataBody(UnsafeByteOperations.unsafeWrap(body(compressed)))
          .build();
    }
  }

  private static MessageMetadataResult header(ByteString bytes) {
    return MessageMetadataResult.create(bytes.asReadOnlyByteBuffer(), bytes.size());
  }

  private ArrowBuf body(ByteString bytes) {
    ArrowBuf body = allocator.buffer(bytes.size());
    bytes.copyTo(body.nioBuffer(0, bytes.size()));
    return body.writerIndex(bytes.size());
  }

  private ArrowRecordBatch compress(ArrowRecordBatch plain) {
    List<ArrowBuf> buffers = new ArrayList<>();
    try {
      for (ArrowBuf buffer : plain.getBuffers()) {
        buffers.add(compress(buffer));
      }
      return new ArrowRecordBatch(
          plain.getLength(),
          plain.getNodes(),
          buffers,
          CompressionUtil.createBodyCompression(codec),
          plain.getVariadicBufferCounts(),
          true);
    } finally {
      buffers.forEach(ArrowBuf::close);
    }
  }

  private ArrowBuf compress(ArrowBuf plain) {
    plain.getReferenceManager().retain(); // the codec frees what it has compressed
    try {
      return codec.compress(allocator, plain);
    } catch (RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  private static byte[] body(ArrowRecordBatch batch) {
    byte[] body = new byte[Math.toIntExact(batch.computeBodyLength())];
    List<ArrowBuffer> places = batch.getBuffersLayout();
    for (int i = 0; i < places.size(); i++) {
      ArrowBuffer place = places.get(i);
      batch.getBuffers().get(i).getBytes(0, body, (int) place.getOffset(), (int) place.getSize());
    }
    return body;
  }
}
