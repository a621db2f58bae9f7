package dev.pitwall.jdbc.result;

import dev.pitwall.jdbc.error.SqlErrors;
import java.io.InputStream;
import java.io.Reader;
import java.net.URL;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;

/** What is the same of every result, and the types that there are none of here. */
abstract class TypelessResultSet extends LabelledResultSet {
  @Override
  public final int getType() {
    return TYPE_FORWARD_ONLY;
  }

  @Override
  public final int getConcurrency() {
    return CONCUR_READ_ONLY;
  }

  @Override
  public final int getHoldability() {
    return HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public final int getFetchDirection() {
    return FETCH_FORWARD;
  }

  /** A hint; rows come forward in any case. */
  @Override
  public final void setFetchDirection(int direction) {
    // Nothing to do.
  }

  @Override
  public final int getFetchSize() {
    return 0;
  }

  /** A hint, which the server's batches have no use for. */
  @Override
  public final void setFetchSize(int rows) {
    // Nothing to do.
  }

  @Override
  public final boolean rowUpdated() {
    return false;
  }

  @Override
  public final boolean rowInserted() {
    return false;
  }

  @Override
  public final boolean rowDeleted() {
    return false;
  }

  @Override
  public final String getCursorName() throws SQLException {
    throw SqlErrors.notSupported("results have no cursor with a name");
  }

  @Override
  public final String getNString(int column) throws SQLException {
    return getString(column);
  }

  @Override
  public final Reader getNCharacterStream(int column) throws SQLException {
    return getCharacterStream(column);
  }

  @Override
  @Deprecated
  public final InputStream getUnicodeStream(int column) throws SQLException {
    throw noType("a Unicode stream");
  }

  @Override
  public final Blob getBlob(int column) throws SQLException {
    throw noType("BLOB");
  }

  @Override
  public final Clob getClob(int column) throws SQLException {
    throw noType("CLOB");
  }

  @Override
  public final NClob getNClob(int column) throws SQLException {
    throw noType("NCLOB");
  }

  @Override
  public final Ref getRef(int column) throws SQLException {
    throw noType("REF");
  }

  @Override
  public final RowId getRowId(int column) throws SQLException {
    throw noType("ROWID");
  }

  @Override
  public final SQLXML getSQLXML(int column) throws SQLException {
    throw noType("XML");
  }

  @Override
  public final URL getURL(int column) throws SQLException {
    throw noType("DATALINK");
  }

  @Override
  public final <T> T unwrap(Class<T> type) throws SQLException {
    if (!type.isInstance(this)) {
      throw SqlErrors.invalid("this is no " + type.getName());
    }
    return type.cast(this);
  }

  @Override
  public final boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }

  private static SQLException noType(String type) {
    return SqlErrors.notSupported(
        "no column is of type " + type + "; use getString, getBytes or getObject");
  }
}
