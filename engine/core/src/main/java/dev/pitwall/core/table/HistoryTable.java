package dev.pitwall.core.table;

import dev.pitwall.core.store.SnapshotOptions;
import dev.pitwall.spi.error.SourcePosition;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.offline.TableSnapshot;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The history of a feature view: {@code features.<view>}; all of it, or up to one version, or the
 * rows of one snapshot.
 */
public final class HistoryTable extends EngineTable {
  private final FeatureViewSpec view;
  private final SourcePosition pin;
  private final TableSnapshot rows;

  public HistoryTable(FeatureViewSpec view) {
    this(view, null, null);
  }

  /** Of the view's history only the rows of a snapshot. */
  public HistoryTable(FeatureViewSpec view, TableSnapshot rows) {
    this(view, null, rows);
  }

  private HistoryTable(FeatureViewSpec view, SourcePosition pin, TableSnapshot rows) {
    super(view.name(), new Schema(view.columns().stream().map(ColumnSpec::field).toList()));
    this.view = view;
    this.pin = pin;
    this.rows = rows;
  }

  public FeatureViewSpec view() {
    return view;
  }

  /**
   * The same view as of one version, whichever its definition names.
   *
   * @param option of the source
   * @param place in the statement, of the value
   */
  public HistoryTable pinned(String option, String value, SourcePosition place) {
    return new HistoryTable(
        view.withSource(SnapshotOptions.pinned(view.source(), option, value)), place, rows);
  }

  /** The only rows; empty for those that the view's source means. */
  public Optional<TableSnapshot> rows() {
    return Optional.ofNullable(rows);
  }

  @Override
  public Optional<SourcePosition> pin() {
    return Optional.ofNullable(pin);
  }
}
