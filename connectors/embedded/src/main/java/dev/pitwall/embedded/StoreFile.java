package dev.pitwall.embedded;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.nio.BufferUnderflowException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.arrow.memory.OutOfMemoryException;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** The file of a store: what works on it fails with errors that name it. Thread-safe. */
final class StoreFile implements AutoCloseable {
  private final Path path;
  private final MVStore store;

  private StoreFile(Path path, MVStore store) {
    this.path = path;
    this.store = store;
  }

  /**
   * Opens a file, which is made when missing.
   *
   * @throws PitwallException STORE_UNAVAILABLE when it is open elsewhere, DATA_CORRUPT when it is
   *     damaged, STORE_FAILURE when it cannot be read or written
   */
  static StoreFile open(Path path) {
    try {
      return new StoreFile(path, new MVStore.Builder().fileName(path.toString()).open());
    } catch (MVStoreException e) {
      throw failure(path, e);
    }
  }

  MVStore store() {
    return store;
  }

  /**
   * Works on the store.
   *
   * @throws PitwallException naming the file, when the store fails or is closed
   */
  <T> T run(Supplier<T> work) {
    // An interrupt would close the channel to the file under every other caller, or be forgotten.
    boolean interrupted = Thread.interrupted();
    try {
      return attempt(work);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private <T> T attempt(Supplier<T> work) {
    if (store.isClosed()) {
      throw closed(path, null);
    }
    try {
      return work.get();
    } catch (OutOfMemoryException e) {
      throw new PitwallException(
          ErrorCode.MEMORY_LIMIT_EXCEEDED,
          "the answer of the online store needs more memory than the query may have;"
              + " ask for fewer keys or features",
          e);
    } catch (BufferUnderflowException e) {
      throw damaged(path, e); // the store checks its own bytes, not those of rows
    } catch (MVStoreException e) {
      throw failure(path, e);
    }
  }

  private static PitwallException failure(Path path, MVStoreException cause) {
    return switch (cause.getErrorCode()) {
      case DataUtils.ERROR_FILE_LOCKED ->
          new PitwallException(
              ErrorCode.STORE_UNAVAILABLE,
              "the online store "
                  + path
                  + " is open in another process: end it, or use another data directory",
              cause);
      case DataUtils.ERROR_CLOSED -> closed(path, cause);
      case DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_CHUNK_NOT_FOUND -> damaged(path, cause);
      default ->
          new PitwallException(
              ErrorCode.STORE_FAILURE,
              "the online store "
                  + path
                  + " cannot be read or written: see that its directory exists, is writable and has"
                  + " room",
              cause);
    };
  }

  private static PitwallException damaged(Path path, RuntimeException cause) {
    return new PitwallException(
        ErrorCode.DATA_CORRUPT,
        "the online store "
            + path
            + " is damaged: remove it, and MATERIALIZE every view FROM TIMESTAMP '0001-01-01"
            + " 00:00:00'",
        cause);
  }

  private static PitwallException closed(Path path, MVStoreException cause) {
    return new PitwallException(
        ErrorCode.STORE_UNAVAILABLE,
        "the online store " + path + " is closed: start the engine again",
        cause);
  }

  @Override
  public void close() {
    store.close();
  }
}
