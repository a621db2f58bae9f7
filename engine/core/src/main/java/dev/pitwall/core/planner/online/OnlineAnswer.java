package dev.pitwall.core.planner.online;

import dev.pitwall.core.planner.logical.FeatureMatch;
import dev.pitwall.core.planner.logical.OnlineLookup;
import dev.pitwall.core.planner.logical.PointInTimeJoin;
import dev.pitwall.core.planner.lowering.TypeLowering;
import dev.pitwall.core.session.SessionSettings.OnlineFallback;
import dev.pitwall.core.table.OnlineTable;
import dev.pitwall.execution.plan.term.MatchPolicy;
import dev.pitwall.spi.online.LookupResult;
import dev.pitwall.spi.online.LookupStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/**
 * A point-in-time join some of whose views are looked up in the online store instead. The others
 * are joined as before; so is, with the fallback on, the history of those looked up, for spine rows
 * whose key the online store does not have: for the rest the time is NULL, which matches nothing.
 */
final class OnlineAnswer {
  private final PointInTimeJoin join;
  private final List<PresentMatch> answered;
  private final OnlineFallback fallback;
  private final RelBuilder builder;
  private final RexBuilder rex;
  private final Map<Integer, OnlineLookup.View> views = new HashMap<>();
  private final Map<Integer, Integer> viewOffsets = new HashMap<>();
  private final Map<Integer, Integer> joinOffsets = new HashMap<>();

  OnlineAnswer(
      PointInTimeJoin join,
      List<PresentMatch> answered,
      OnlineFallback fallback,
      RelBuilder builder) {
    this.join = join;
    this.answered = answered;
    this.fallback = fallback;
    this.builder = builder;
    this.rex = builder.getRexBuilder();
  }

  RelNode build() {
    builder.push(lookup());
    joinHistory();
    List<RexNode> conditions = new ArrayList<>();
    for (PresentMatch present : answered) {
      if (present.match().policy().unmatched() == MatchPolicy.Unmatched.DROP) {
        conditions.add(isMatched(present));
      }
    }
    builder.filter(conditions);
    List<RexNode> columns = new ArrayList<>(builder.fields().subList(0, join.spineWidth()));
    for (int i = 0; i < join.matches().size(); i++) {
      addColumns(i, columns);
    }
    return builder
        .project(columns, join.getRowType().getFieldNames(), true)
        .convert(join.getRowType(), true)
        .build();
  }

  private OnlineLookup lookup() {
    List<OnlineLookup.View> all = new ArrayList<>();
    int offset = join.spineWidth();
    for (PresentMatch present : answered) {
      OnlineLookup.View view = view(present);
      views.put(present.number(), view);
      viewOffsets.put(present.number(), offset);
      offset += view.looked().size();
      all.add(view);
    }
    return OnlineLookup.of(join.spine(), all);
  }

  private OnlineLookup.View view(PresentMatch present) {
    OnlineTable table = new OnlineTable(present.view());
    RelDataTypeFactory types = rex.getTypeFactory();
    RelDataType row = new TypeLowering(types).lower(table.getRowType(types));
    List<RelDataTypeField> looked = new ArrayList<>();
    for (int column : present.match().output()) {
      String name = present.column(column);
      if (present.view().features().stream().anyMatch(f -> f.name().equals(name))) {
        looked.add(row.getField(name, true, false));
      }
    }
    looked.add(row.getField(LookupResult.EVENT_TIMESTAMP, true, false));
    looked.add(row.getField(LookupResult.STATUS, true, false));
    return new OnlineLookup.View(table, present.spineKeys().orElseThrow(), looked);
  }

  /** Joins what the online store does not answer. */
  private void joinHistory() {
    List<RelNode> features = new ArrayList<>();
    List<FeatureMatch> matches = new ArrayList<>();
    List<RexNode> times = new ArrayList<>();
    int spineWidth = builder.fields().size();
    for (int i = 0; i < join.matches().size(); i++) {
      FeatureMatch match = join.matches().get(i);
      if (!views.containsKey(i)) {
        matches.add(match);
        features.add(join.features().get(i));
        joinOffsets.put(i, -1);
      } else if (fallback == OnlineFallback.ON) {
        matches.add(missing(match, spineWidth + times.size()));
        features.add(join.features().get(i));
        times.add(nullUnless(hasStatus(i, LookupStatus.NOT_FOUND), match.spineTimestamp()));
        joinOffsets.put(i, -1);
      }
    }
    if (matches.isEmpty()) {
      return;
    }
    if (!times.isEmpty()) {
      builder.projectPlus(times);
    }
    int offset = builder.fields().size();
    int next = 0;
    for (int i = 0; i < join.matches().size(); i++) {
      if (joinOffsets.containsKey(i)) {
        joinOffsets.put(i, offset);
        offset += matches.get(next++).output().size();
      }
    }
    builder.push(PointInTimeJoin.create(builder.build(), features, matches));
  }

  /** The match for spine rows without an online row; it also puts out the event timestamp. */
  private static FeatureMatch missing(FeatureMatch match, int spineTimestamp) {
    MatchPolicy policy =
        new MatchPolicy(
            match.policy().bound(),
            match.policy().timeToLiveMicros(),
            match.policy().cutoff(),
            MatchPolicy.Unmatched.KEEP);
    List<Integer> output = new ArrayList<>(match.output());
    output.add(match.eventTimestamp());
    return new FeatureMatch(
        match.name(),
        match.spineKeys(),
        match.featureKeys(),
        spineTimestamp,
        match.eventTimestamp(),
        match.createdTimestamp(),
        policy,
        match.direction(),
        output,
        match.condition());
  }

  private RexNode isMatched(PresentMatch present) {
    RexNode online = isFound(present.number());
    if (fallback == OnlineFallback.OFF) {
      return online;
    }
    int event = joinOffsets.get(present.number()) + present.match().output().size();
    return builder.or(
        online,
        builder.and(
            hasStatus(present.number(), LookupStatus.NOT_FOUND),
            builder.isNotNull(builder.field(event))));
  }

  private void addColumns(int number, List<RexNode> columns) {
    int count = join.matches().get(number).output().size();
    OnlineLookup.View view = views.get(number);
    int feature = 0;
    for (int i = 0; i < count; i++) {
      if (view == null) {
        columns.add(builder.field(joinOffsets.get(number) + i));
        continue;
      }
      RexNode online;
      String name = answeredColumn(number, i);
      boolean isFeature =
          feature < view.features().size() && view.features().get(feature).equals(name);
      if (isFeature) {
        online = builder.field(viewOffsets.get(number) + feature++);
      } else {
        online = nullUnless(isFound(number), fact(number, name));
      }
      columns.add(fallback == OnlineFallback.OFF ? online : orHistory(number, i, online));
    }
  }

  private RexNode orHistory(int number, int column, RexNode online) {
    return builder.call(
        SqlStdOperatorTable.CASE,
        hasStatus(number, LookupStatus.NOT_FOUND),
        builder.field(joinOffsets.get(number) + column),
        online);
  }

  private String answeredColumn(int number, int output) {
    PresentMatch present =
        answered.stream().filter(each -> each.number() == number).findFirst().orElseThrow();
    return present.column(present.match().output().get(output));
  }

  /** A column of the view that is no feature: its event timestamp, or a join key. */
  private int fact(int number, String name) {
    OnlineLookup.View view = views.get(number);
    List<String> joinKeys = view.table().view().entity().joinKeyNames();
    return name.equals(view.table().view().eventTimestamp())
        ? viewOffsets.get(number) + view.features().size()
        : view.keyColumns().get(joinKeys.indexOf(name));
  }

  private RexNode isFound(int number) {
    return builder.or(
        hasStatus(number, LookupStatus.PRESENT), hasStatus(number, LookupStatus.NULL_VALUE));
  }

  private RexNode hasStatus(int number, LookupStatus status) {
    int column = viewOffsets.get(number) + views.get(number).looked().size() - 1;
    return builder.equals(builder.field(column), builder.literal(status.name()));
  }

  private RexNode nullUnless(RexNode condition, int column) {
    RexNode value = builder.field(column);
    RelDataType type = rex.getTypeFactory().createTypeWithNullability(value.getType(), true);
    return builder.call(SqlStdOperatorTable.CASE, condition, value, rex.makeNullLiteral(type));
  }
}
