package dev.pitwall.core.query.preparation;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.session.SessionSettings;
import dev.pitwall.core.session.TemporaryTable;
import java.util.List;
import java.util.Locale;

/** All that a statement's meaning depends on besides its text and the data, at one moment. */
record PlanningScope(
    CatalogSnapshot catalog,
    SessionSettings settings,
    String user,
    List<TemporaryTable> temporaryTables) {
  PlanningScope {
    temporaryTables = List.copyOf(temporaryTables);
  }

  static PlanningScope of(CatalogSnapshot catalog, QuerySession session) {
    return new PlanningScope(
        catalog, session.settings(), session.user(), session.temporaryTables());
  }

  /** The same scope, in which names mean what they do in any session. */
  PlanningScope withDefaultPath() {
    return new PlanningScope(catalog, settings.withDefaultPath(), user, temporaryTables);
  }

  /** Under what a plan of a statement is kept. */
  PlanCache.Key key(String sql) {
    // A temporary table hides tables of its name; its rows are in no plan that is kept.
    List<String> hiding =
        temporaryTables.stream().map(table -> table.name().toLowerCase(Locale.ROOT)).toList();
    return new PlanCache.Key(sql, catalog.version(), settings, user, hiding);
  }
}
