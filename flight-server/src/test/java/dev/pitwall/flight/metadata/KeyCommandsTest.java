package dev.pitwall.flight.metadata;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.flight.testing.LoopbackServer;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.flight.sql.util.TableRef;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What joins to what, as a BI tool asks. */
class KeyCommandsTest {
  private static final List<String> KEY = List.of("pk_db_schema_name", "pk_table_name");
  private static final List<String> COLUMNS =
      List.of(
          "pk_db_schema_name",
          "pk_table_name",
          "pk_column_name",
          "fk_db_schema_name",
          "fk_table_name",
          "fk_column_name",
          "key_sequence",
          "fk_key_name",
          "pk_key_name",
          "update_rule",
          "delete_rule");

  @TempDir private Path directory;
  @AutoClose private LoopbackServer server;
  private FlightSqlClient client;

  @BeforeEach
  void start() {
    TestEngine engine = new TestEngine(directory, StoreLayout.regular(64, 3));
    engine.table(
        "stats",
        Fields.schema(
            Fields.of("shop_id", Fields.BIGINT),
            Fields.of("item", Fields.VARCHAR),
            Fields.of("event_ts", Fields.TIMESTAMP),
            Fields.of("sold", Fields.BIGINT)),
        List.of());
    engine.update("CREATE ENTITY offer (shop_id BIGINT, item VARCHAR)");
    String view = " ENTITY offer TIMESTAMP event_ts %s FROM DELTA 'stats'";
    engine.update("CREATE FEATURE VIEW stats" + view.formatted(""));
    engine.update("CREATE FEATURE VIEW history" + view.formatted("OFFLINE ONLY"));
    server = new LoopbackServer(engine);
    client = server.client();
  }

  @Test
  void anEntityIsTheKeyOfAnOnlineTable() {
    assertThat(
            rows(
                client.getPrimaryKeys(TableRef.of("pitwall", "online", "STATS")),
                List.of("column_name", "key_sequence", "key_name")))
        .containsExactly(row("shop_id", 1, "stats_key"), row("item", 2, "stats_key"));
    assertThat(
            rows(
                client.getPrimaryKeys(TableRef.of(null, "features", "stats")),
                List.of("column_name")))
        .isEmpty();
  }

  @Test
  void aViewNamesTheEntitiesOfItsOnlineTable() {
    List<List<Object>> both =
        List.of(
            row(
                "online",
                "stats",
                "shop_id",
                "features",
                "stats",
                "shop_id",
                1,
                "offer",
                "stats_key",
                3,
                3),
            row(
                "online",
                "stats",
                "item",
                "features",
                "stats",
                "item",
                2,
                "offer",
                "stats_key",
                3,
                3));
    TableRef history = TableRef.of(null, "features", "stats");
    TableRef online = TableRef.of("pitwall", "online", "stats");

    assertThat(rows(client.getImportedKeys(history), COLUMNS)).isEqualTo(both);
    assertThat(rows(client.getExportedKeys(online), COLUMNS)).isEqualTo(both);
    assertThat(rows(client.getCrossReference(online, history), COLUMNS)).isEqualTo(both);
    assertThat(rows(client.getCrossReference(history, online), COLUMNS)).isEmpty();
    assertThat(rows(client.getImportedKeys(online), COLUMNS)).isEmpty();
    assertThat(rows(client.getExportedKeys(history), COLUMNS)).isEmpty();
  }

  @Test
  void aViewThatIsNowhereOnlineNamesNothing() {
    assertThat(rows(client.getImportedKeys(TableRef.of(null, null, "history")), KEY)).isEmpty();
  }

  @Test
  void theRegistryNamesItself() {
    assertThat(
            rows(
                client.getExportedKeys(TableRef.of(null, "registry", "feature_views")),
                List.of("fk_table_name", "fk_column_name", "pk_column_name")))
        .containsExactly(
            row("feature_services", "feature_view", "name"),
            row("features", "feature_view", "name"));
    assertThat(rows(client.getImportedKeys(TableRef.of(null, "registry", "feature_views")), KEY))
        .containsExactly(row("registry", "entities"));
  }

  @Test
  void anotherCatalogHasNoKeys() {
    TableRef elsewhere = TableRef.of("other", "features", "stats");
    assertThat(rows(client.getImportedKeys(elsewhere), KEY)).isEmpty();
  }

  private List<List<Object>> rows(FlightInfo info, List<String> columns) {
    List<List<Object>> rows = new ArrayList<>();
    try (FlightStream stream = client.getStream(info.getEndpoints().get(0).getTicket())) {
      assertThat(info.getSchemaOptional()).contains(stream.getSchema());
      while (stream.next()) {
        for (int i = 0; i < stream.getRoot().getRowCount(); i++) {
          int at = i;
          rows.add(
              row(
                  columns.stream()
                      .map(column -> stream.getRoot().getVector(column).getObject(at))
                      .map(value -> value instanceof Number n ? n.longValue() : value.toString())
                      .toArray()));
        }
      }
      return rows;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
