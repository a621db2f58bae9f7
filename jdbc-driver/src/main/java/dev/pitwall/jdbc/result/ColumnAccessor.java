package dev.pitwall.jdbc.result;

import dev.pitwall.jdbc.error.SqlErrors;
import java.sql.SQLException;
import java.util.function.IntSupplier;
import org.apache.arrow.driver.jdbc.accessor.ArrowFlightJdbcAccessor;
import org.apache.arrow.driver.jdbc.accessor.ArrowFlightJdbcAccessorFactory.WasNullConsumer;
import org.joou.UByte;
import org.joou.UInteger;
import org.joou.ULong;
import org.joou.UShort;

/** An accessor of ours; Avatica asks for some methods more than Arrow's accessors have. */
abstract class ColumnAccessor extends ArrowFlightJdbcAccessor {
  ColumnAccessor(IntSupplier row, WasNullConsumer wasNull) {
    super(row, wasNull);
  }

  @Override
  public final UByte getUByte() throws SQLException {
    throw unsigned();
  }

  @Override
  public final UShort getUShort() throws SQLException {
    throw unsigned();
  }

  @Override
  public final UInteger getUInt() throws SQLException {
    throw unsigned();
  }

  @Override
  public final ULong getULong() throws SQLException {
    throw unsigned();
  }

  /** Takes note of whether the value at hand is NULL. */
  final boolean isNull(boolean isNull) {
    wasNull = isNull;
    wasNullConsumer.setWasNull(isNull);
    return isNull;
  }

  private static SQLException unsigned() {
    return SqlErrors.notSupported("there are no unsigned numbers");
  }
}
