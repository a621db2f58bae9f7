package dev.pitwall.flight.handle;

import java.util.Objects;
import java.util.UUID;

/** What a client's handle stands for, once its signature was checked. */
public record Handle(HandleKind kind, UUID id) {
  public Handle {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(id, "id");
  }
}
