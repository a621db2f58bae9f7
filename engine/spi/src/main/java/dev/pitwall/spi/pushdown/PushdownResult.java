package dev.pitwall.spi.pushdown;

import java.util.Objects;
import java.util.Optional;

/**
 * A store's answer to a pushdown: the handle that includes what it took, and what the engine still
 * has to do. A store that takes nothing answers an empty {@link Optional} instead, never the old
 * handle with everything remaining: the planner would ask again without end.
 *
 * @param handle the new handle
 * @param remainder what remains; empty when the store's answer is exact
 * @param <H> the kind of handle
 * @param <R> the kind of remainder
 */
public record PushdownResult<H, R>(H handle, Optional<R> remainder) {
  public PushdownResult {
    Objects.requireNonNull(handle, "handle");
    Objects.requireNonNull(remainder, "remainder");
  }
}
