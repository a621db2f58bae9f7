package dev.pitwall.core.maintenance;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.catalog.LakeTable;
import dev.pitwall.core.sql.tree.EraseEntity;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.store.SnapshotOptions;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.core.table.TableDirectory;
import dev.pitwall.core.type.SqlTypeNames;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.EntitySpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What seems to have an entity's rows, by the names of its columns, and cannot be erased from. */
record ErasureGaps(CatalogSnapshot catalog, StoreRegistry stores) {

  /**
   * An erasure that left something out would look whole.
   *
   * @throws PitwallException NOT_SUPPORTED naming everything that would be left out
   */
  void refuseAny(EntitySpec entity, EraseEntity statement) {
    List<String> gaps = new ArrayList<>();
    for (FeatureViewSpec view : catalog.featureViews()) {
      gap(TableDirectory.FEATURES + "." + view.name(), view.columns(), entity).ifPresent(gaps::add);
    }
    for (LakeTable table : catalog.lakeTables()) {
      String name = TableDirectory.LAKE + "." + table.name();
      gap(name, table.columns(), entity).or(() -> kept(name, table, entity)).ifPresent(gaps::add);
    }
    if (!gaps.isEmpty()) {
      throw new PitwallException(
              ErrorCode.NOT_SUPPORTED,
              "the entity cannot be erased everywhere: "
                  + String.join("; ", gaps)
                  + ". Remove it there by other means and drop those, or leave EVERYWHERE out")
          .at(Positions.of(statement.entity()));
    }
  }

  /** The join keys are there by name, but not by type. */
  private static Optional<String> gap(String name, List<ColumnSpec> columns, EntitySpec entity) {
    List<ColumnSpec> named =
        columns.stream()
            .filter(
                column -> entity.joinKeyNames().stream().anyMatch(column.name()::equalsIgnoreCase))
            .toList();
    if (named.isEmpty()
        || named.size() < entity.joinKeys().size()
        || EntityErasure.has(columns, entity)) {
      return Optional.empty();
    }
    return Optional.of(
        name
            + " has "
            + named.stream()
                .map(column -> column.name() + " as " + SqlTypeNames.of(column.field()))
                .collect(Collectors.joining(" and ")));
  }

  private Optional<String> kept(String name, LakeTable table, EntitySpec entity) {
    if (!EntityErasure.has(table.columns(), entity)) {
      return Optional.empty();
    } else if (MaintainedTable.store(table.source(), stores).isEmpty()) {
      return Optional.of(
          name + " is over " + table.source().format() + " files, which are never rewritten");
    }
    return SnapshotOptions.pin(table.source())
        .map(pin -> name + " shows one version of its table, and versions are never rewritten");
  }
}
