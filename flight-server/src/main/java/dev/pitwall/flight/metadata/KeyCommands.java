package dev.pitwall.flight.metadata;

import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.query.listing.ForeignKey;
import dev.pitwall.core.query.listing.TableListing;
import dev.pitwall.core.session.QuerySession;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.arrow.flight.sql.FlightSqlProducer.Schemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetCrossReference;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetExportedKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetImportedKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetPrimaryKeys;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Answers which columns name the rows of which tables, so that BI tools find what to join; every
 * answer is the caller's to close.
 */
public final class KeyCommands {
  private final FeatureQueryEngine engine;
  private final BufferAllocator allocator;
  private final String catalog;

  /**
   * Makes the commands.
   *
   * @param catalog the name of the one catalog there is
   */
  public KeyCommands(FeatureQueryEngine engine, BufferAllocator allocator, String catalog) {
    this.engine = Objects.requireNonNull(engine, "engine");
    this.allocator = Objects.requireNonNull(allocator, "allocator");
    this.catalog = Objects.requireNonNull(catalog, "catalog");
  }

  /** The primary key columns of a table, in their order. */
  public VectorSchemaRoot primary(QuerySession session, CommandGetPrimaryKeys command) {
    MetadataRows rows = new MetadataRows(Schemas.GET_PRIMARY_KEYS_SCHEMA);
    Predicate<TableListing> name =
        name(
            command.hasCatalog(),
            command.getCatalog(),
            command.hasDbSchema(),
            command.getDbSchema(),
            command.getTable());
    engine.tables(session).stream().filter(name).forEach(table -> addPrimary(rows, table));
    return rows.toBatch(allocator);
  }

  /** The columns of other tables that name rows of a table. */
  public VectorSchemaRoot exported(QuerySession session, CommandGetExportedKeys command) {
    Predicate<TableListing> named =
        name(
            command.hasCatalog(),
            command.getCatalog(),
            command.hasDbSchema(),
            command.getDbSchema(),
            command.getTable());
    return references(session, reference -> named.test(reference.named()), Reference.BY_NAMING);
  }

  /** The columns of a table that name rows of others. */
  public VectorSchemaRoot imported(QuerySession session, CommandGetImportedKeys command) {
    Predicate<TableListing> naming =
        name(
            command.hasCatalog(),
            command.getCatalog(),
            command.hasDbSchema(),
            command.getDbSchema(),
            command.getTable());
    return references(session, reference -> naming.test(reference.naming()), Reference.BY_NAMED);
  }

  /** The columns of one table that name rows of another. */
  public VectorSchemaRoot crossReference(QuerySession session, CommandGetCrossReference command) {
    Predicate<TableListing> named =
        name(
            command.hasPkCatalog(),
            command.getPkCatalog(),
            command.hasPkDbSchema(),
            command.getPkDbSchema(),
            command.getPkTable());
    Predicate<TableListing> naming =
        name(
            command.hasFkCatalog(),
            command.getFkCatalog(),
            command.hasFkDbSchema(),
            command.getFkDbSchema(),
            command.getFkTable());
    return references(
        session,
        reference -> named.test(reference.named()) && naming.test(reference.naming()),
        Reference.BY_NAMING);
  }

  private void addPrimary(MetadataRows rows, TableListing table) {
    int sequence = 1;
    for (String column : table.primaryKey()) {
      rows.add(catalog, table.schemaName(), table.tableName(), column, sequence++, keyName(table));
    }
  }

  private VectorSchemaRoot references(
      QuerySession session, Predicate<Reference> wanted, Comparator<Reference> order) {
    MetadataRows rows = new MetadataRows(Schemas.GET_IMPORTED_KEYS_SCHEMA);
    references(engine.tables(session)).stream()
        .filter(wanted)
        .sorted(order)
        .forEach(reference -> add(rows, reference));
    return rows.toBatch(allocator);
  }

  private static List<Reference> references(List<TableListing> tables) {
    List<Reference> references = new ArrayList<>();
    for (TableListing naming : tables) {
      for (ForeignKey key : naming.foreignKeys()) {
        tables.stream()
            .filter(table -> table.schemaName().equals(key.schemaName()))
            .filter(table -> table.tableName().equals(key.tableName()))
            .forEach(named -> references.add(new Reference(named, naming, key)));
      }
    }
    return references;
  }

  private void add(MetadataRows rows, Reference reference) {
    TableListing named = reference.named();
    TableListing naming = reference.naming();
    for (int i = 0; i < reference.key().columns().size(); i++) {
      rows.add(
          catalog,
          named.schemaName(),
          named.tableName(),
          named.primaryKey().get(i),
          catalog,
          naming.schemaName(),
          naming.tableName(),
          reference.key().columns().get(i),
          i + 1,
          reference.key().name(),
          keyName(named),
          DatabaseMetaData.importedKeyNoAction,
          DatabaseMetaData.importedKeyNoAction);
    }
  }

  private Predicate<TableListing> name(
      boolean hasCatalog, String catalogName, boolean hasSchema, String schemaName, String name) {
    boolean isOurs = !hasCatalog || catalogName.equalsIgnoreCase(catalog);
    return table ->
        isOurs
            && (!hasSchema || table.schemaName().equalsIgnoreCase(schemaName))
            && table.tableName().equalsIgnoreCase(name);
  }

  private static String keyName(TableListing table) {
    return table.tableName() + "_key";
  }

  /** A foreign key and the tables at both of its ends. */
  private record Reference(TableListing named, TableListing naming, ForeignKey key) {
    static final Comparator<Reference> BY_NAMED =
        Comparator.comparing((Reference r) -> r.named().schemaName())
            .thenComparing(r -> r.named().tableName());
    static final Comparator<Reference> BY_NAMING =
        Comparator.comparing((Reference r) -> r.naming().schemaName())
            .thenComparing(r -> r.naming().tableName());
  }
}
