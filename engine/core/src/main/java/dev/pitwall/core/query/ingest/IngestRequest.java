package dev.pitwall.core.query.ingest;

import dev.pitwall.core.table.TableDirectory;
import java.util.Objects;
import java.util.Optional;

/**
 * Where rows that a client sends go.
 *
 * @param schemaName of the table; empty to look for it as statements do
 */
public record IngestRequest(
    Optional<String> schemaName,
    String tableName,
    Lifetime lifetime,
    WhenMissing whenMissing,
    WhenPresent whenPresent) {
  public IngestRequest {
    Objects.requireNonNull(schemaName, "schemaName");
    Objects.requireNonNull(tableName, "tableName");
    Objects.requireNonNull(lifetime, "lifetime");
    Objects.requireNonNull(whenMissing, "whenMissing");
    Objects.requireNonNull(whenPresent, "whenPresent");
  }

  /** The request for people: {@code UPLOAD INTO session.spine}. */
  public String text() {
    String schema = lifetime == Lifetime.SESSION ? TableDirectory.SESSION : schemaName.orElse("");
    return "UPLOAD INTO " + (schema.isEmpty() ? "" : schema + ".") + tableName;
  }

  /** How long the table is kept. */
  public enum Lifetime {
    SESSION,
    FOR_GOOD
  }

  /** What is done when there is no such table. */
  public enum WhenMissing {
    FAIL,
    CREATE
  }

  /** What is done when there is such a table. */
  public enum WhenPresent {
    FAIL,
    APPEND,
    REPLACE
  }
}
