package dev.pitwall.cli.format;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.Objects;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Schema;

/** Arrow's IPC stream. */
final class ArrowWriter implements AnswerWriter {
  private final OutputStream out;
  private final WriteChannel channel;

  ArrowWriter(OutputStream out) {
    this.out = Objects.requireNonNull(out, "out");
    this.channel = new WriteChannel(Channels.newChannel(out));
  }

  @Override
  public void columns(Schema schema) {
    writing(() -> MessageSerializer.serialize(channel, schema));
  }

  @Override
  public void rows(VectorSchemaRoot batch) {
    try (ArrowRecordBatch record = new VectorUnloader(batch).getRecordBatch()) {
      writing(() -> MessageSerializer.serialize(channel, record));
    }
  }

  @Override
  public void end() {
    writing(
        () -> {
          ArrowStreamWriter.writeEndOfStream(channel, IpcOption.DEFAULT);
          out.flush();
        });
  }

  private static void writing(Step step) {
    try {
      step.take();
    } catch (IOException e) {
      throw new UncheckedIOException("the answer cannot be written", e);
    }
  }

  private interface Step {
    void take() throws IOException;
  }
}
