package dev.pitwall.core.training;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.catalog.LakeTable;
import dev.pitwall.core.catalog.TrainingSet;
import dev.pitwall.core.sql.validate.AnalyzedQuery;
import dev.pitwall.core.store.SnapshotOptions;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.core.table.EngineTable;
import dev.pitwall.core.table.HistoryTable;
import dev.pitwall.core.table.LakeRowsTable;
import dev.pitwall.core.type.ArrowTypes;
import dev.pitwall.core.type.DistinctNames;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.FeatureServiceSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;
import org.apache.arrow.vector.types.pojo.Schema;

/** Takes down what the answer of a query depends on (docs/decisions/026). */
public final class TrainingSetRecorder {
  private final CatalogSnapshot catalog;
  private final StoreRegistry stores;

  public TrainingSetRecorder(CatalogSnapshot catalog, StoreRegistry stores) {
    this.catalog = catalog;
    this.stores = stores;
  }

  /**
   * The training set of a query, of the newest versions of the tables that it reads; its rows are
   * not counted yet.
   *
   * @param text the query's
   * @throws PitwallException NOT_SUPPORTED when the answer depends on more than versions of tables
   */
  public TrainingSet of(String name, String text, AnalyzedQuery query, ZoneId timeZone) {
    Set<EngineTable> read = ReadTables.of(query.root().rel);
    Set<String> views = new TreeSet<>();
    Set<String> tables = new TreeSet<>();
    for (EngineTable table : read) {
      if (table instanceof HistoryTable history) {
        views.add(history.view().name());
      } else if (table instanceof LakeRowsTable lake) {
        tables.add(lake.table().name());
      } else {
        throw refused(table);
      }
    }
    return new TrainingSet(
        name,
        text,
        timeZone.getId(),
        views.stream().map(view -> pinned(catalog.featureView(view).orElseThrow())).toList(),
        tables.stream().map(table -> pinned(catalog.lakeTable(table).orElseThrow())).toList(),
        catalog.featureServices().stream().filter(service -> isOf(service, views)).toList(),
        columns(query),
        0);
  }

  private FeatureViewSpec pinned(FeatureViewSpec view) {
    return view.withSource(pinned(view.name(), view.source()));
  }

  private LakeTable pinned(LakeTable table) {
    return table.withSource(pinned(table.name(), table.source()));
  }

  private TableSource pinned(String name, TableSource source) {
    if (source.format() != SourceFormat.DELTA) {
      throw new PitwallException(
          ErrorCode.NOT_SUPPORTED,
          "a training set reads versions of tables, and "
              + name
              + " has none: it is read from "
              + source.format().name()
              + " files; use a Delta table");
    }
    return SnapshotOptions.recorded(
        source, stores.offline(source.format()).snapshot(source, SnapshotOptions.selector(source)));
  }

  private static boolean isOf(FeatureServiceSpec service, Set<String> views) {
    return service.selections().stream()
        .allMatch(selection -> views.stream().anyMatch(selection.view()::equalsIgnoreCase));
  }

  private static Schema columns(AnalyzedQuery query) {
    Schema columns = ArrowTypes.schema(query.root().validatedRowType);
    DistinctNames.require("training set", columns);
    return columns;
  }

  private static PitwallException refused(EngineTable table) {
    return new PitwallException(
        ErrorCode.NOT_SUPPORTED,
        "a training set reads feature views and lake tables, whose versions are kept; "
            + table.name()
            + " is neither");
  }
}
