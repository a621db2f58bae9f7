package dev.pitwall.execution.plan;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A node of an executable plan. Plans are immutable, may be cached and may run many times at once;
 * operators, made anew for each run, do the work.
 *
 * <p>Schemas are <em>lowered</em>: TIMESTAMP, TIMESTAMP_LTZ and TIME are Int64 microseconds, DATE
 * is Int32 days, INTERVAL is Int64 microseconds or Int32 months. Only {@link RelabelPlan}, at the
 * root, gives them their Arrow types back.
 */
public sealed interface PhysicalPlan
    permits ScanPlan,
        SourcePlan,
        ValuesPlan,
        FilterPlan,
        ProjectPlan,
        LimitPlan,
        UnionPlan,
        SortPlan,
        AggregatePlan,
        HashJoinPlan,
        PointInTimeJoinPlan,
        AsofJoinPlan,
        OnlineLookupPlan,
        TransformPlan,
        RelabelPlan {
  /** The lowered schema of the node's output; a {@link RelabelPlan}'s is not lowered. */
  Schema schema();

  /** The nodes this one pulls from. */
  List<PhysicalPlan> inputs();
}
