package dev.pitwall.cli.shell;

import dev.pitwall.cli.connect.ClientAnswer;
import dev.pitwall.cli.connect.ListedTable;
import dev.pitwall.cli.connect.StatementClient;
import dev.pitwall.spi.error.PitwallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables and entities of the engine, asked for when needed and again after a change. */
final class KnownNames {
  private static final Logger LOGGER = LoggerFactory.getLogger(KnownNames.class);
  private static final String ENTITIES = "SELECT name FROM registry.entities";

  private final StatementClient client;
  private Optional<Names> names = Optional.empty();

  KnownNames(StatementClient client) {
    this.client = Objects.requireNonNull(client, "client");
  }

  /** Has them asked for anew. */
  void forget() {
    names = Optional.empty();
  }

  List<ListedTable> tables() {
    return names().tables();
  }

  List<String> entities() {
    return names().entities();
  }

  private Names names() {
    if (names.isEmpty()) {
      names = Optional.of(ask());
    }
    return names.get();
  }

  /** Without names there is less to complete, which is no reason to disturb who types. */
  private Names ask() {
    try {
      return new Names(client.tables(), askEntities());
    } catch (PitwallException e) {
      LOGGER.info("the names of tables cannot be completed", e);
      return new Names(List.of(), List.of());
    }
  }

  private List<String> askEntities() {
    List<String> entities = new ArrayList<>();
    try (ClientAnswer answer = client.run(ENTITIES)) {
      for (VectorSchemaRoot batch = answer.next(); batch != null; batch = answer.next()) {
        for (int row = 0; row < batch.getRowCount(); row++) {
          entities.add(batch.getVector(0).getObject(row).toString());
        }
      }
    }
    return entities;
  }

  private record Names(List<ListedTable> tables, List<String> entities) {}
}
