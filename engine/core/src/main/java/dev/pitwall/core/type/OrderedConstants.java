package dev.pitwall.core.type;

import dev.pitwall.spi.predicate.ValueOrder;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.NlsString;

/**
 * Makes expressions in which constant texts are ordered by code point, as rows are. Calcite folds
 * comparisons and joins ranges by the order of their constants, which else is that of UTF-16.
 */
public final class OrderedConstants extends RexBuilder {
  public OrderedConstants(RelDataTypeFactory types) {
    super(types);
  }

  @Override
  @SuppressWarnings("rawtypes") // as inherited
  protected RexLiteral makeLiteral(Comparable value, RelDataType type, SqlTypeName kind) {
    return value instanceof NlsString text && type.getCharset() != null
        ? super.makeLiteral(new Text(text.getValue(), type), type, kind)
        : super.makeLiteral(value, type, kind);
  }

  /** In the character set of its type, so that it is not made anew. */
  private static final class Text extends NlsString {
    Text(String value, RelDataType type) {
      super(value, type.getCharset().name(), type.getCollation());
    }

    @Override
    public int compareTo(NlsString other) {
      return ValueOrder.compareTexts(getValue(), other.getValue());
    }
  }
}
