package dev.pitwall.embedded;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.online.LookupRequest;
import dev.pitwall.spi.online.LookupResult;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.online.WriteSummary;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;

/**
 * The online store in one file of this process, with nothing to install. Rows are kept under the
 * view's name and the types of its columns: a view whose columns changed starts empty, and never
 * reads old bytes as new values.
 */
public final class EmbeddedOnlineStore implements OnlineStore {
  private final MVStore store;

  private EmbeddedOnlineStore(MVStore store) {
    this.store = store;
  }

  /**
   * Opens a store, whose file is made when missing.
   *
   * @throws PitwallException STORE_UNAVAILABLE when another process has the file open, DATA_CORRUPT
   *     when it is damaged
   */
  public static EmbeddedOnlineStore open(Path file) {
    try {
      return new EmbeddedOnlineStore(new MVStore.Builder().fileName(file.toString()).open());
    } catch (MVStoreException e) {
      throw unopened(file, e);
    }
  }

  private static PitwallException unopened(Path file, MVStoreException cause) {
    return switch (cause.getErrorCode()) {
      case DataUtils.ERROR_FILE_LOCKED ->
          new PitwallException(
              ErrorCode.STORE_UNAVAILABLE,
              "the online store "
                  + file
                  + " is open in another process: end it, or use another"
                  + " data directory",
              cause);
      case DataUtils.ERROR_FILE_CORRUPT ->
          new PitwallException(
              ErrorCode.DATA_CORRUPT,
              "the online store " + file + " is damaged: remove it and materialize again",
              cause);
      default ->
          new PitwallException(
              ErrorCode.STORE_FAILURE, "the online store " + file + " cannot be opened", cause);
    };
  }

  @Override
  public void check(FeatureViewSpec view) {
    view.columns().forEach(EmbeddedOnlineStore::check);
  }

  private static void check(ColumnSpec column) {
    if (!isHeld(column.field())) {
      throw new PitwallException(
          ErrorCode.UNSUPPORTED_TYPE,
          "the embedded online store cannot hold column "
              + column.name()
              + " of the type "
              + column.type()
              + "; leave it out, or make the view OFFLINE ONLY");
    }
  }

  private static boolean isHeld(Field field) {
    return switch (field.getType().getTypeID()) {
      case Bool, Int, FloatingPoint, Decimal, Utf8, Binary, Date, Timestamp -> true;
      case List, Map, Struct -> field.getChildren().stream().allMatch(EmbeddedOnlineStore::isHeld);
      default -> false;
    };
  }

  @Override
  public CompletionStage<LookupResult> lookup(LookupRequest request, BufferAllocator allocator) {
    return completed(() -> rows(request.view()).lookup(request, allocator));
  }

  @Override
  public CompletionStage<WriteSummary> write(FeatureViewSpec view, VectorSchemaRoot rows) {
    return completed(
        () -> {
          synchronized (store) {
            WriteSummary summary = rows(view).write(rows);
            store.commit();
            return summary;
          }
        });
  }

  @Override
  public BatchReader scan(FeatureViewSpec view, BufferAllocator allocator) {
    return new RowScan(ViewRows.schema(view), map(view).values().iterator(), allocator);
  }

  @Override
  public void drop(FeatureViewSpec view) {
    synchronized (store) {
      String prefix = prefix(view);
      store.getMapNames().stream()
          .filter(name -> name.startsWith(prefix))
          .toList()
          .forEach(store::removeMap);
      store.commit();
    }
  }

  @Override
  public void close() {
    store.close();
  }

  private ViewRows rows(FeatureViewSpec view) {
    return new ViewRows(view, map(view));
  }

  private MVMap<byte[], byte[]> map(FeatureViewSpec view) {
    return store.openMap(
        prefix(view) + ViewRows.schema(view).toJson(),
        new MVMap.Builder<byte[], byte[]>()
            .keyType(ByteArrayDataType.INSTANCE)
            .valueType(ByteArrayDataType.INSTANCE));
  }

  private static String prefix(FeatureViewSpec view) {
    return view.name().toLowerCase(Locale.ROOT) + "/";
  }

  private static <T> CompletionStage<T> completed(Supplier<T> work) {
    try {
      return CompletableFuture.completedFuture(work.get());
    } catch (OutOfMemoryException e) {
      return CompletableFuture.failedFuture(outOfMemory(e));
    } catch (MVStoreException e) {
      return CompletableFuture.failedFuture(
          new PitwallException(
              ErrorCode.STORE_FAILURE, "the online store failed: " + e.getMessage(), e));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  static PitwallException outOfMemory(OutOfMemoryException cause) {
    return new PitwallException(
        ErrorCode.MEMORY_LIMIT_EXCEEDED,
        "the answer of a lookup needs more memory than the query may have; ask for fewer keys",
        cause);
  }
}
