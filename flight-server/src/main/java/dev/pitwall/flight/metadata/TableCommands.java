package dev.pitwall.flight.metadata;

import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.query.listing.TableListing;
import dev.pitwall.core.session.QuerySession;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.arrow.flight.sql.FlightSqlProducer.Schemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetDbSchemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetTables;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Answers what catalogs, schemas and tables there are; every answer is the caller's to close. */
public final class TableCommands {
  private static final List<String> SCHEMAS =
      List.of("features", "lake", "online", "registry", "session", "system");
  private static final List<String> TABLE_TYPES =
      List.of("LOCAL TEMPORARY", "SYSTEM TABLE", "TABLE", "VIEW");

  private final FeatureQueryEngine engine;
  private final BufferAllocator allocator;
  private final String catalog;

  /**
   * Makes the commands.
   *
   * @param catalog the name of the one catalog there is
   */
  public TableCommands(FeatureQueryEngine engine, BufferAllocator allocator, String catalog) {
    this.engine = Objects.requireNonNull(engine, "engine");
    this.allocator = Objects.requireNonNull(allocator, "allocator");
    this.catalog = Objects.requireNonNull(catalog, "catalog");
  }

  public VectorSchemaRoot catalogs() {
    return new MetadataRows(Schemas.GET_CATALOGS_SCHEMA).add(catalog).toBatch(allocator);
  }

  /** The kinds of tables, in the order of their names. */
  public VectorSchemaRoot tableTypes() {
    MetadataRows rows = new MetadataRows(Schemas.GET_TABLE_TYPES_SCHEMA);
    TABLE_TYPES.forEach(rows::add);
    return rows.toBatch(allocator);
  }

  /** The schemas, also those without tables. */
  public VectorSchemaRoot schemas(QuerySession session, CommandGetDbSchemas command) {
    MetadataRows rows = new MetadataRows(Schemas.GET_SCHEMAS_SCHEMA);
    if (isOurs(command.hasCatalog(), command.getCatalog())) {
      Predicate<String> pattern =
          pattern(command.hasDbSchemaFilterPattern(), command.getDbSchemaFilterPattern());
      Set<String> names = new TreeSet<>(SCHEMAS);
      engine.tables(session).forEach(table -> names.add(table.schemaName()));
      names.stream().filter(pattern).forEach(name -> rows.add(catalog, name));
    }
    return rows.toBatch(allocator);
  }

  /** The tables that match, with their columns when the command asks for them. */
  public VectorSchemaRoot tables(QuerySession session, CommandGetTables command) {
    boolean columns = command.getIncludeSchema();
    MetadataRows rows = new MetadataRows(tablesSchema(command));
    matching(session, command)
        .forEach(
            table -> {
              if (columns) {
                rows.add(
                    catalog, table.schemaName(), table.tableName(), table.type(), bytes(table));
              } else {
                rows.add(catalog, table.schemaName(), table.tableName(), table.type());
              }
            });
    return rows.toBatch(allocator);
  }

  /** The columns of the answer to a GetTables. */
  public static Schema tablesSchema(CommandGetTables command) {
    return command.getIncludeSchema()
        ? Schemas.GET_TABLES_SCHEMA
        : Schemas.GET_TABLES_SCHEMA_NO_SCHEMA;
  }

  private Stream<TableListing> matching(QuerySession session, CommandGetTables command) {
    if (!isOurs(command.hasCatalog(), command.getCatalog())) {
      return Stream.empty();
    }
    Predicate<String> schemas =
        pattern(command.hasDbSchemaFilterPattern(), command.getDbSchemaFilterPattern());
    Predicate<String> names =
        pattern(command.hasTableNameFilterPattern(), command.getTableNameFilterPattern());
    List<String> types = command.getTableTypesList();
    return engine.tables(session).stream()
        .filter(table -> schemas.test(table.schemaName()) && names.test(table.tableName()))
        .filter(table -> types.isEmpty() || types.contains(table.type()));
  }

  private byte[] bytes(TableListing table) {
    return ColumnMetadata.describe(catalog, table).serializeAsMessage();
  }

  /** Whether a filter lets our catalog through; the empty name means tables without a catalog. */
  private boolean isOurs(boolean filtered, String name) {
    return !filtered || name.equalsIgnoreCase(catalog);
  }

  private static NamePattern pattern(boolean given, String pattern) {
    return given ? NamePattern.like(pattern) : NamePattern.anything();
  }
}
