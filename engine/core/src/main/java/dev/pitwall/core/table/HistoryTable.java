package dev.pitwall.core.table;

import dev.pitwall.core.store.SnapshotOptions;
import dev.pitwall.spi.error.SourcePosition;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;

/** The history of a feature view: {@code features.<view>}; all of it, or up to one version. */
public final class HistoryTable extends EngineTable {
  private final FeatureViewSpec view;
  private final SourcePosition pin;

  public HistoryTable(FeatureViewSpec view) {
    this(view, null);
  }

  private HistoryTable(FeatureViewSpec view, SourcePosition pin) {
    super(view.name(), new Schema(view.columns().stream().map(ColumnSpec::field).toList()));
    this.view = view;
    this.pin = pin;
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
        view.withSource(SnapshotOptions.pinned(view.source(), option, value)), place);
  }

  @Override
  public Optional<SourcePosition> pin() {
    return Optional.ofNullable(pin);
  }
}
