package dev.pitwall.core.sql.ddl.clause;

import dev.pitwall.core.sql.tree.clause.ColumnDeclaration;
import dev.pitwall.core.sql.tree.clause.OptionAssignment;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.sql.tree.clause.TableOrigin;
import dev.pitwall.core.store.SnapshotOptions;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.SourcePosition;
import dev.pitwall.spi.error.Suggestion;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.SnapshotSelector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.calcite.sql.SqlIdentifier;

/** The FROM clause of a definition with the options that belong to it. */
public final class SourceClause {
  private final TableOrigin origin;
  private final List<OptionAssignment> options;
  private final TableSource source;

  private SourceClause(TableOrigin origin, List<OptionAssignment> options, SourceFormat format) {
    this.origin = origin;
    this.options = options;
    this.source = source(format, origin, options);
  }

  private static TableSource source(
      SourceFormat format, TableOrigin origin, List<OptionAssignment> options) {
    Map<String, String> values = new TreeMap<>();
    options.forEach(option -> values.put(option.key(), option.text()));
    return new TableSource(format, origin.locationText(), values);
  }

  /**
   * Reads the clause.
   *
   * @param options those that are about the table
   */
  public static SourceClause of(TableOrigin origin, List<OptionAssignment> options) {
    return new SourceClause(origin, options, format(origin.format()));
  }

  /** The names of the options that tables of a format have. */
  public static List<String> optionNames(TableOrigin origin, StoreRegistry stores) {
    SourceFormat format = format(origin.format());
    if (format != SourceFormat.DELTA) {
      return List.of();
    }
    List<String> names = new ArrayList<>(SnapshotOptions.NAMES);
    new NewTables(stores).definer(format).ifPresent(store -> names.addAll(store.layoutOptions()));
    return names;
  }

  /** As it is kept: the location as its author wrote it. */
  public TableSource source() {
    return source;
  }

  /**
   * The columns of the table: of the one that is there, or as they are declared of one that is to
   * be made.
   *
   * @param name names the table in messages
   */
  public List<ColumnSpec> columns(
      NewTables tables, List<ColumnDeclaration> declarations, SqlIdentifier name) {
    List<ColumnSpec> columns =
        found(tables, declarations)
            .map(schema -> ColumnClause.of(schema, declarations, name))
            .orElseGet(() -> ColumnClause.declared(declarations));
    checkLayout(tables, columns);
    return columns;
  }

  /** Each option by itself, so that an error is placed at the one that it is about. */
  private void checkLayout(NewTables tables, List<ColumnSpec> columns) {
    for (OptionAssignment option : options) {
      try {
        tables.checkLayout(source(source.format(), origin, List.of(option)), columns);
      } catch (PitwallException e) {
        throw e.at(Positions.of(option.value()));
      }
    }
  }

  /** The columns that the store finds there; empty where it finds nothing and need not. */
  private Optional<Schema> found(NewTables tables, List<ColumnDeclaration> declarations) {
    try {
      return declarations.isEmpty()
          ? Optional.of(tables.schema(source, selector()))
          : tables.find(source, selector());
    } catch (PitwallException e) {
      throw switch (e.code()) {
        case NOT_SUPPORTED -> e.at(Positions.of(origin.format()));
        case VERSION_NOT_FOUND -> e.at(snapshotOption());
        case LOCATION_NOT_FOUND -> missing(e).at(Positions.of(origin.location()));
        default -> e.at(Positions.of(origin.location()));
      };
    }
  }

  private PitwallException missing(PitwallException e) {
    return source.format() == SourceFormat.DELTA
        ? new PitwallException(
            e.code(), e.getMessage() + "; declare its columns to make a table there", e)
        : e;
  }

  private SourcePosition snapshotOption() {
    return options.stream()
        .filter(option -> SnapshotOptions.NAMES.contains(option.key()))
        .findFirst()
        .map(option -> Positions.of(option.value()))
        .orElseGet(() -> Positions.of(origin.location()));
  }

  private SnapshotSelector selector() {
    try {
      return SnapshotOptions.selector(source);
    } catch (PitwallException e) {
      throw e.at(snapshotOption());
    }
  }

  private static SourceFormat format(SqlIdentifier name) {
    String wanted = name.getSimple().toUpperCase(Locale.ROOT);
    List<String> known = Arrays.stream(SourceFormat.values()).map(Enum::name).toList();
    if (!known.contains(wanted)) {
      throw new PitwallException(
              ErrorCode.NOT_SUPPORTED,
              "tables are not read from "
                  + name.getSimple()
                  + "; the formats are "
                  + String.join(", ", known)
                  + Suggestion.didYouMean(wanted, known))
          .at(Positions.of(name));
    }
    return SourceFormat.valueOf(wanted);
  }
}
