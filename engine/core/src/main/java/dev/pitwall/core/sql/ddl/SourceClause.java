package dev.pitwall.core.sql.ddl;

import dev.pitwall.core.sql.tree.OptionAssignment;
import dev.pitwall.core.sql.tree.Positions;
import dev.pitwall.core.sql.tree.TableOrigin;
import dev.pitwall.core.store.SnapshotOptions;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.SnapshotSelector;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.calcite.sql.SqlIdentifier;

/** The FROM clause of a definition with the options that belong to it. */
final class SourceClause {
  private final TableOrigin origin;
  private final List<OptionAssignment> options;
  private final TableSource source;

  private SourceClause(TableOrigin origin, List<OptionAssignment> options, SourceFormat format) {
    this.origin = origin;
    this.options = options;
    Map<String, String> values = new TreeMap<>();
    options.forEach(option -> values.put(option.key(), option.text()));
    this.source = new TableSource(format, origin.locationText(), values);
  }

  /**
   * Reads the clause.
   *
   * @param options those that are about the table
   */
  static SourceClause of(TableOrigin origin, List<OptionAssignment> options) {
    return new SourceClause(origin, options, format(origin.format()));
  }

  /** The names of the options that tables of a format have. */
  static List<String> optionNames(TableOrigin origin) {
    return format(origin.format()) == SourceFormat.DELTA
        ? List.of(SnapshotOptions.TIMESTAMP, SnapshotOptions.VERSION)
        : List.of();
  }

  /** As it is kept: the location as its author wrote it. */
  TableSource source() {
    return source;
  }

  /** The columns that the store finds there. */
  Schema schema(StoreRegistry stores) {
    try {
      return stores.offline(source.format()).snapshot(source, selector()).schema();
    } catch (PitwallException e) {
      throw switch (e.code()) {
        case NOT_SUPPORTED -> e.at(Positions.of(origin.format()));
        case VERSION_NOT_FOUND -> e.at(Positions.of(options.get(0).value()));
        default -> e.at(Positions.of(origin.location()));
      };
    }
  }

  private SnapshotSelector selector() {
    try {
      return SnapshotOptions.selector(source);
    } catch (PitwallException e) {
      throw e.at(Positions.of(options.get(0).value()));
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
