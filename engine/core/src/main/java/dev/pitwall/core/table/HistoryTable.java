package dev.pitwall.core.table;

import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import org.apache.arrow.vector.types.pojo.Schema;

/** The full history of a feature view: {@code features.<view>}. */
public final class HistoryTable extends EngineTable {
  private final FeatureViewSpec view;

  public HistoryTable(FeatureViewSpec view) {
    super(view.name(), new Schema(view.columns().stream().map(ColumnSpec::field).toList()));
    this.view = view;
  }

  public FeatureViewSpec view() {
    return view;
  }
}
