package dev.pitwall.core.store;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.Availability;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.offline.SnapshotSelector;
import dev.pitwall.spi.online.LookupRequest;
import dev.pitwall.spi.online.OnlineStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Asks the stores something small, to learn whether they answer. A catalog without views asks
 * nothing; one view of each store stands for all.
 */
public final class StoreProbe {
  private final StoreRegistry stores;
  private final OnlineStore online;
  private final Supplier<CatalogSnapshot> catalog;

  /**
   * Makes a probe.
   *
   * @param online the store itself, without a cache that would answer in its place
   */
  public StoreProbe(StoreRegistry stores, OnlineStore online, Supplier<CatalogSnapshot> catalog) {
    this.stores = stores;
    this.online = online;
    this.catalog = catalog;
  }

  /** Why a store does not answer; empty when all do, be it that they refuse what was asked. */
  public Optional<PitwallException> unreachable(BufferAllocator allocator) {
    try {
      first(view -> true)
          .ifPresent(
              view ->
                  stores
                      .offline(view.source().format())
                      .snapshot(view.source(), new SnapshotSelector.Latest()));
      first(view -> view.availability() == Availability.ONLINE)
          .ifPresent(view -> lookUp(view, allocator));
      return Optional.empty();
    } catch (CompletionException e) {
      return e.getCause() instanceof PitwallException cause ? outage(cause) : Optional.empty();
    } catch (PitwallException e) {
      return outage(e);
    }
  }

  private Optional<FeatureViewSpec> first(Predicate<FeatureViewSpec> which) {
    return catalog.get().featureViews().stream().filter(which).findFirst();
  }

  /** Looks up an entity that hardly exists: its keys are zero or empty. */
  private void lookUp(FeatureViewSpec view, BufferAllocator allocator) {
    Schema schema = new Schema(view.entity().joinKeys().stream().map(ColumnSpec::field).toList());
    try (VectorSchemaRoot keys = VectorSchemaRoot.create(schema, allocator)) {
      keys.getFieldVectors().forEach(StoreProbe::setZero);
      keys.setRowCount(1);
      long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
      online
          .lookup(new LookupRequest(view, List.of(), keys, now), allocator)
          .toCompletableFuture()
          .join()
          .close();
    }
  }

  private static void setZero(FieldVector key) {
    key.setInitialCapacity(1);
    key.allocateNew();
    BitVectorHelper.setBit(key.getValidityBuffer(), 0);
  }

  /** A store that runs out of time is slow, and alive. */
  private static Optional<PitwallException> outage(PitwallException error) {
    return error.code() == ErrorCode.STORE_UNAVAILABLE ? Optional.of(error) : Optional.empty();
  }
}
