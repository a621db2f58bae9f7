package dev.pitwall.execution.kernel;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What an expression may ask of the statement it runs in; the same for all of its rows.
 *
 * @param nowMicros the statement's start, in microseconds since the epoch: CURRENT_TIMESTAMP
 * @param timeZone the session's time zone
 * @param user the session's user
 * @param parameters values of the statement's dynamic parameters, in the lowered representation
 */
public record EvaluationContext(
    long nowMicros, ZoneId timeZone, String user, List<Object> parameters) {
  public EvaluationContext {
    parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
  }
}
