package dev.pitwall.cli.format;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.plugin.RowFile;
import dev.pitwall.spi.plugin.RowFilePlugin;
import java.io.OutputStream;
import java.util.Objects;
import java.util.ServiceLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** A file of a format that a connector writes. */
final class RowFileWriter implements AnswerWriter {
  private final SourceFormat format;
  private final OutputStream out;
  private RowFile file;

  RowFileWriter(SourceFormat format, OutputStream out) {
    this.format = Objects.requireNonNull(format, "format");
    this.out = Objects.requireNonNull(out, "out");
  }

  @Override
  public void columns(Schema schema) {
    file = plugin().write(out, schema);
  }

  @Override
  public void rows(VectorSchemaRoot batch) {
    file.append(batch);
  }

  @Override
  public void end() {
    file.finish();
  }

  private RowFilePlugin plugin() {
    for (RowFilePlugin plugin : ServiceLoader.load(RowFilePlugin.class)) {
      if (plugin.format() == format) {
        return plugin;
      }
    }
    throw new PitwallException(
        ErrorCode.NOT_SUPPORTED,
        "no connector on the class path writes " + format + " files; add pitwall-delta");
  }
}
