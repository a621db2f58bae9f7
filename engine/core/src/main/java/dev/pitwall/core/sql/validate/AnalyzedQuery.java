package dev.pitwall.core.sql.validate;

import java.util.Objects;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;

/**
 * A query that was found valid.
 *
 * @param root its algebra; point-in-time joins are joins with a {@link PointInTimeMarker}
 * @param parameters one field for each {@code ?}, in order
 */
public record AnalyzedQuery(RelRoot root, RelDataType parameters) {
  public AnalyzedQuery {
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(parameters, "parameters");
  }
}
