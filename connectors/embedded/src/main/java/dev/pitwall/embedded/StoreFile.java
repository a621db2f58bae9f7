package dev.pitwall.embedded;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.online.Repair;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
      CheckedFile file = new CheckedFile();
      MVStore store = open(path, file);
      return new StoreFile(path, file.isChecked() ? store : rewritten(path, store));
    } catch (MVStoreException e) {
      throw failure(path, e);
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  private static MVStore open(Path path, CheckedFile file) {
    file.open(path.toString(), /* readOnly= */ false, /* encryptionKey= */ null);
    return new MVStore.Builder().adoptFileStore(file).open();
  }

  /** A file of before, with checksums from now on. */
  private static MVStore rewritten(Path path, MVStore unchecked) throws IOException {
    Path checked = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(checked);
    try (unchecked;
        MVStore copy = open(checked, new CheckedFile())) {
      for (String name : unchecked.getMapNames()) {
        ViewMaps.open(copy, name).putAll(ViewMaps.open(unchecked, name));
      }
    } catch (IndexOutOfBoundsException | BufferUnderflowException | NegativeArraySizeException e) {
      throw damaged(path, e); // as bytes look that nobody checked before
    }
    Files.move(checked, path, StandardCopyOption.ATOMIC_MOVE);
    return open(path, new CheckedFile());
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
      throw closed(null);
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
      throw damaged(path, e); // whole, but no row of ours
    } catch (MVStoreException e) {
      throw e.getErrorCode() == DataUtils.ERROR_CLOSED ? closed(e) : failure(path, e);
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
      case DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_CHUNK_NOT_FOUND -> damaged(path, cause);
      default -> unusable(path, cause);
    };
  }

  private static PitwallException unusable(Path path, Exception cause) {
    return new PitwallException(
        ErrorCode.STORE_FAILURE,
        "the online store "
            + path
            + " cannot be read or written: see that its directory exists, is writable and has"
            + " room",
        cause);
  }

  private static PitwallException damaged(Path path, RuntimeException cause) {
    return new PitwallException(
        ErrorCode.DATA_CORRUPT,
        "the online store " + path + " is damaged: remove it, and " + Repair.of("every view"),
        cause);
  }

  /** The store closes itself when it fails at what it does by itself. */
  private PitwallException closed(MVStoreException cause) {
    return store.getPanicException() == null
        ? new PitwallException(
            ErrorCode.STORE_UNAVAILABLE,
            "the online store " + path + " is closed: start the engine again",
            cause)
        : failure(path, store.getPanicException());
  }

  /**
   * Closes the file.
   *
   * @throws PitwallException naming it, when the last rows cannot be written
   */
  @Override
  public void close() {
    try {
      store.close();
    } catch (MVStoreException e) {
      throw failure(path, e);
    }
  }
}
