package dev.pitwall.core.table;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.online.LookupResult;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The latest row of each entity: {@code online.<view>}. Its columns are the join keys, the
 * features, the event timestamp and the status of the lookup.
 */
public final class OnlineTable extends EngineTable {
  private final FeatureViewSpec view;

  public OnlineTable(FeatureViewSpec view) {
    super(view.name(), schemaOf(view));
    this.view = view;
  }

  /**
   * Checks that a view can be looked up.
   *
   * @throws PitwallException NOT_SUPPORTED when it has a column of a name that every online table
   *     has one of
   */
  public static void check(FeatureViewSpec view) {
    for (String own : List.of(LookupResult.EVENT_TIMESTAMP, LookupResult.STATUS)) {
      if (view.column(own).isPresent()) {
        throw new PitwallException(
            ErrorCode.NOT_SUPPORTED,
            "every online table has a column "
                + own
                + " of its own; declare the columns of feature view "
                + view.name()
                + " without that one, or make it OFFLINE ONLY");
      }
    }
  }

  public FeatureViewSpec view() {
    return view;
  }

  /** How many columns at the start are join keys. */
  public int keyCount() {
    return view.entity().joinKeys().size();
  }

  private static Schema schemaOf(FeatureViewSpec view) {
    List<Field> fields = new ArrayList<>();
    view.entity().joinKeys().forEach(key -> fields.add(nullable(key.field())));
    view.features().stream().map(ColumnSpec::field).forEach(field -> fields.add(nullable(field)));
    fields.add(
        Field.nullable(
            LookupResult.EVENT_TIMESTAMP, new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)));
    fields.add(Field.notNullable(LookupResult.STATUS, ArrowType.Utf8.INSTANCE));
    return new Schema(fields);
  }

  private static Field nullable(Field field) {
    FieldType type = new FieldType(true, field.getType(), field.getDictionary());
    return new Field(field.getName(), type, field.getChildren());
  }
}
