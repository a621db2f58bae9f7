package dev.pitwall.core.sql.ddl.clause;

import dev.pitwall.core.registry.definition.Annotations;
import dev.pitwall.core.sql.tree.clause.OptionAssignment;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sorts the entries of OPTIONS into those about the table and those about who cares for it. */
public final class OptionNames {
  private static final String OWNER = "owner";
  private static final String TAGS = "tags";
  private static final List<String> ANNOTATIONS = List.of(OWNER, TAGS);

  private OptionNames() {}

  /**
   * The options about the table.
   *
   * @param tableOptions the names that the table's format has
   * @throws PitwallException INVALID_STATEMENT, at the option, when it is unknown or given twice
   */
  public static List<OptionAssignment> ofTable(
      List<OptionAssignment> options, List<String> tableOptions) {
    List<String> known = new ArrayList<>(tableOptions);
    known.addAll(ANNOTATIONS);
    Set<String> seen = new HashSet<>();
    for (OptionAssignment option : options) {
      if (!known.contains(option.key())) {
        throw invalid(
            option,
            "there is no option "
                + option.key()
                + "; the options are "
                + String.join(", ", known)
                + Suggestion.didYouMean(option.key(), known));
      }
      if (!seen.add(option.key())) {
        throw invalid(option, "the option " + option.key() + " is given twice; keep one");
      }
    }
    return options.stream().filter(option -> tableOptions.contains(option.key())).toList();
  }

  /** Owner and tags; empty when neither is given. */
  public static Optional<Annotations> annotations(List<OptionAssignment> options) {
    Optional<String> owner = text(options, OWNER);
    Optional<String> tags = text(options, TAGS);
    return owner.isEmpty() && tags.isEmpty()
        ? Optional.empty()
        : Optional.of(new Annotations(owner.orElse(""), split(tags.orElse(""))));
  }

  private static Optional<String> text(List<OptionAssignment> options, String name) {
    return options.stream()
        .filter(option -> option.key().equals(name))
        .map(OptionAssignment::text)
        .findFirst();
  }

  private static List<String> split(String tags) {
    return Arrays.stream(tags.split(",")).map(String::strip).filter(t -> !t.isEmpty()).toList();
  }

  private static PitwallException invalid(OptionAssignment option, String problem) {
    return new PitwallException(ErrorCode.INVALID_STATEMENT, problem)
        .at(Positions.of(option.name()));
  }
}
