package dev.pitwall.spi.plugin;

import dev.pitwall.spi.model.SourceFormat;
import java.io.OutputStream;
import org.apache.arrow.vector.types.pojo.Schema;

/** Found by {@link java.util.ServiceLoader}; writes files of rows that belong to no table. */
public interface RowFilePlugin {
  /** The format of the files. */
  SourceFormat format();

  /**
   * Starts a file.
   *
   * @param to where its bytes go; stays the caller's
   * @throws dev.pitwall.spi.error.PitwallException UNSUPPORTED_TYPE or INVALID_VALUE naming the
   *     column that the format cannot hold
   */
  RowFile write(OutputStream to, Schema schema);
}
