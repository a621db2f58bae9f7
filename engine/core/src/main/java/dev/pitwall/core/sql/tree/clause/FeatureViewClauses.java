package dev.pitwall.core.sql.tree.clause;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.Availability;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The clauses of a feature view, which the parser adds in any order, each once. */
public final class FeatureViewClauses {
  private SqlIdentifier entity;
  private SqlIdentifier eventTimestamp;
  private SqlIdentifier createdTimestamp;
  private SqlNode timeToLive;
  private Availability availability;
  private List<OptionAssignment> options;
  private TableOrigin origin;
  private SqlLiteral comment;

  public SqlIdentifier entity() {
    return entity;
  }

  public SqlIdentifier eventTimestamp() {
    return eventTimestamp;
  }

  public Optional<SqlIdentifier> createdTimestamp() {
    return Optional.ofNullable(createdTimestamp);
  }

  /** An interval literal, or the name UNBOUNDED; empty when not given. */
  public Optional<SqlNode> timeToLive() {
    return Optional.ofNullable(timeToLive);
  }

  /** ONLINE unless the author said otherwise. */
  public Availability availability() {
    return availability == null ? Availability.ONLINE : availability;
  }

  public List<OptionAssignment> options() {
    return options == null ? List.of() : options;
  }

  public TableOrigin origin() {
    return origin;
  }

  /** Empty when not given. */
  public String comment() {
    return Clauses.textOf(comment);
  }

  public void entity(SqlIdentifier name) {
    checkFirst("ENTITY", entity, name.getParserPosition());
    entity = name;
  }

  public void eventTimestamp(SqlIdentifier column) {
    checkFirst("TIMESTAMP", eventTimestamp, column.getParserPosition());
    eventTimestamp = column;
  }

  public void createdTimestamp(SqlIdentifier column) {
    checkFirst("CREATED", createdTimestamp, column.getParserPosition());
    createdTimestamp = column;
  }

  public void timeToLive(SqlNode value) {
    checkFirst("TTL", timeToLive, value.getParserPosition());
    timeToLive = value;
  }

  public void online(SqlParserPos pos) {
    checkFirst("ONLINE or OFFLINE ONLY", availability, pos);
    availability = Availability.ONLINE;
  }

  public void offlineOnly(SqlParserPos pos) {
    checkFirst("ONLINE or OFFLINE ONLY", availability, pos);
    availability = Availability.OFFLINE_ONLY;
  }

  public void options(List<OptionAssignment> assignments, SqlParserPos pos) {
    checkFirst("OPTIONS", options, pos);
    options = List.copyOf(assignments);
  }

  public void origin(TableOrigin table) {
    checkFirst("FROM", origin, table.format().getParserPosition());
    origin = table;
  }

  public void comment(SqlLiteral text) {
    checkFirst("COMMENT", comment, text.getParserPosition());
    comment = text;
  }

  public void checkComplete(SqlIdentifier view) {
    checkPresent("ENTITY name", entity, view);
    checkPresent("TIMESTAMP column", eventTimestamp, view);
    checkPresent("FROM format 'location'", origin, view);
  }

  public void unparse(SqlWriter writer) {
    unparse(writer, "ENTITY", entity);
    unparse(writer, "TIMESTAMP", eventTimestamp);
    unparse(writer, "CREATED", createdTimestamp);
    unparseTimeToLive(writer, timeToLive);
    if (availability != null) {
      writer.keyword(availability.name().replace('_', ' '));
    }
    Clauses.unparseOptions(writer, options());
    origin.unparse(writer);
    Clauses.unparseComment(writer, comment);
  }

  public static void unparseTimeToLive(SqlWriter writer, SqlNode value) {
    if (value instanceof SqlIdentifier unbounded) {
      writer.keyword("TTL " + unbounded.getSimple());
    } else {
      unparse(writer, "TTL", value);
    }
  }

  private static void unparse(SqlWriter writer, String keyword, SqlNode value) {
    if (value != null) {
      writer.keyword(keyword);
      value.unparse(writer, 0, 0);
    }
  }

  private static void checkFirst(String clause, Object earlier, SqlParserPos pos) {
    if (earlier != null) {
      throw new PitwallException(ErrorCode.SYNTAX_ERROR, clause + " is given twice; keep one")
          .at(Positions.of(pos));
    }
  }

  private static void checkPresent(String clause, Object value, SqlIdentifier view) {
    if (value == null) {
      throw new PitwallException(
              ErrorCode.SYNTAX_ERROR,
              "feature view " + view.getSimple() + " needs a clause " + clause)
          .at(Positions.of(view));
    }
  }
}
