package dev.pitwall.core.planner.leakage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the rows of a node come from.
 *
 * @param columns of the node's row type, in order
 * @param relations all that are read below
 */
record Lineage(List<Column> columns, Set<Relation> relations) {
  Lineage {
    columns = List.copyOf(columns);
    relations = new LinkedHashSet<>(relations);
  }

  /**
   * Where a column comes from.
   *
   * @param origins the columns whose values it passes on as they are, one for each branch of a
   *     union
   * @param sources the relations on which its value depends
   */
  record Column(List<Origin> origins, Set<Relation> sources) {
    Column {
      origins = List.copyOf(origins);
      sources = new LinkedHashSet<>(sources);
    }

    static Column computed(Set<Relation> sources) {
      return new Column(List.of(), sources);
    }
  }

  /** Whether rows were put together between the relation and where they are looked at. */
  enum Grain {
    ROW,
    AGGREGATE
  }

  /** A column of a relation. */
  record Origin(Relation relation, String column, Grain grain) {
    Origin aggregated() {
      return new Origin(relation, column, Grain.AGGREGATE);
    }
  }

  /** Columns of which nothing is known but what they depend on. */
  static Lineage computed(int width, Set<Relation> relations) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      columns.add(Column.computed(relations));
    }
    return new Lineage(columns, relations);
  }

  /** The rows of two inputs side by side. */
  static Lineage beside(Lineage left, Lineage right) {
    List<Column> columns = new ArrayList<>(left.columns);
    columns.addAll(right.columns);
    return new Lineage(columns, union(left.relations, right.relations));
  }

  /** The rows of two inputs one after the other. */
  static Lineage below(Lineage first, Lineage second) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < first.columns.size(); i++) {
      Column one = first.columns.get(i);
      Column other = second.columns.get(i);
      List<Origin> origins = new ArrayList<>(one.origins);
      origins.addAll(other.origins);
      columns.add(new Column(origins, union(one.sources, other.sources)));
    }
    return new Lineage(columns, union(first.relations, second.relations));
  }

  static Set<Relation> union(Set<Relation> some, Set<Relation> others) {
    Set<Relation> all = new LinkedHashSet<>(some);
    all.addAll(others);
    return all;
  }
}
