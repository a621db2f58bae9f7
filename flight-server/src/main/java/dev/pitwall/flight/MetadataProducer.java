package dev.pitwall.flight;

import com.google.protobuf.Message;
import dev.pitwall.flight.metadata.KeyCommands;
import dev.pitwall.flight.metadata.ServerFacts;
import dev.pitwall.flight.metadata.TableCommands;
import dev.pitwall.flight.metadata.TypeCommands;
import dev.pitwall.flight.session.ClientSession;
import dev.pitwall.flight.session.SessionGate;
import dev.pitwall.flight.statement.FlightInfos;
import dev.pitwall.flight.stream.AnswerStreams;
import dev.pitwall.flight.stream.RowsAnswer;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.sql.FlightSqlProducer;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetCatalogs;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetCrossReference;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetDbSchemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetExportedKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetImportedKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetPrimaryKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetSqlInfo;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetTableTypes;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetTables;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetXdbcTypeInfo;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The calls of Flight SQL that ask what there is: about the server, types, tables and their keys.
 */
abstract class MetadataProducer implements FlightSqlProducer {
  private final Facts facts;

  MetadataProducer(Facts facts) {
    this.facts = Objects.requireNonNull(facts, "facts");
  }

  /**
   * Who knows what.
   *
   * @param streams send what they know
   */
  record Facts(
      TableCommands tables,
      KeyCommands keys,
      TypeCommands types,
      ServerFacts server,
      AnswerStreams streams) {}

  @Override
  public FlightInfo getFlightInfoSqlInfo(
      CommandGetSqlInfo command, CallContext context, FlightDescriptor descriptor) {
    return FlightInfos.of(Schemas.GET_SQL_INFO_SCHEMA, descriptor, command);
  }

  @Override
  public void getStreamSqlInfo(
      CommandGetSqlInfo command, CallContext context, ServerStreamListener listener) {
    facts
        .streams()
        .startOne(session(), ready -> facts.server().send(command.getInfoList(), ready), listener);
  }

  @Override
  public FlightInfo getFlightInfoTypeInfo(
      CommandGetXdbcTypeInfo command, CallContext context, FlightDescriptor descriptor) {
    return FlightInfos.of(Schemas.GET_TYPE_INFO_SCHEMA, descriptor, command);
  }

  @Override
  public void getStreamTypeInfo(
      CommandGetXdbcTypeInfo command, CallContext context, ServerStreamListener listener) {
    OptionalInt type =
        command.hasDataType() ? OptionalInt.of(command.getDataType()) : OptionalInt.empty();
    send(() -> facts.types().types(type), listener);
  }

  @Override
  public FlightInfo getFlightInfoCatalogs(
      CommandGetCatalogs command, CallContext context, FlightDescriptor descriptor) {
    return FlightInfos.of(Schemas.GET_CATALOGS_SCHEMA, descriptor, command);
  }

  @Override
  public void getStreamCatalogs(CallContext context, ServerStreamListener listener) {
    send(facts.tables()::catalogs, listener);
  }

  @Override
  public FlightInfo getFlightInfoSchemas(
      CommandGetDbSchemas command, CallContext context, FlightDescriptor descriptor) {
    return FlightInfos.of(Schemas.GET_SCHEMAS_SCHEMA, descriptor, command);
  }

  @Override
  public void getStreamSchemas(
      CommandGetDbSchemas command, CallContext context, ServerStreamListener listener) {
    ClientSession session = session();
    send(() -> facts.tables().schemas(session.query(), command), listener);
  }

  @Override
  public FlightInfo getFlightInfoTables(
      CommandGetTables command, CallContext context, FlightDescriptor descriptor) {
    return FlightInfos.of(TableCommands.tablesSchema(command), descriptor, command);
  }

  @Override
  public void getStreamTables(
      CommandGetTables command, CallContext context, ServerStreamListener listener) {
    ClientSession session = session();
    send(() -> facts.tables().tables(session.query(), command), listener);
  }

  @Override
  public FlightInfo getFlightInfoTableTypes(
      CommandGetTableTypes command, CallContext context, FlightDescriptor descriptor) {
    return FlightInfos.of(Schemas.GET_TABLE_TYPES_SCHEMA, descriptor, command);
  }

  @Override
  public void getStreamTableTypes(CallContext context, ServerStreamListener listener) {
    send(facts.tables()::tableTypes, listener);
  }

  @Override
  public FlightInfo getFlightInfoPrimaryKeys(
      CommandGetPrimaryKeys command, CallContext context, FlightDescriptor descriptor) {
    return FlightInfos.of(Schemas.GET_PRIMARY_KEYS_SCHEMA, descriptor, command);
  }

  @Override
  public void getStreamPrimaryKeys(
      CommandGetPrimaryKeys command, CallContext context, ServerStreamListener listener) {
    ClientSession session = session();
    send(() -> facts.keys().primary(session.query(), command), listener);
  }

  @Override
  public FlightInfo getFlightInfoExportedKeys(
      CommandGetExportedKeys command, CallContext context, FlightDescriptor descriptor) {
    return foreignKeys(command, descriptor);
  }

  @Override
  public FlightInfo getFlightInfoImportedKeys(
      CommandGetImportedKeys command, CallContext context, FlightDescriptor descriptor) {
    return foreignKeys(command, descriptor);
  }

  @Override
  public FlightInfo getFlightInfoCrossReference(
      CommandGetCrossReference command, CallContext context, FlightDescriptor descriptor) {
    return foreignKeys(command, descriptor);
  }

  @Override
  public void getStreamExportedKeys(
      CommandGetExportedKeys command, CallContext context, ServerStreamListener listener) {
    ClientSession session = session();
    send(() -> facts.keys().exported(session.query(), command), listener);
  }

  @Override
  public void getStreamImportedKeys(
      CommandGetImportedKeys command, CallContext context, ServerStreamListener listener) {
    ClientSession session = session();
    send(() -> facts.keys().imported(session.query(), command), listener);
  }

  @Override
  public void getStreamCrossReference(
      CommandGetCrossReference command, CallContext context, ServerStreamListener listener) {
    ClientSession session = session();
    send(() -> facts.keys().crossReference(session.query(), command), listener);
  }

  private static ClientSession session() {
    return SessionGate.current();
  }

  private void send(Supplier<VectorSchemaRoot> rows, ServerStreamListener listener) {
    facts.streams().start(session(), UUID.randomUUID(), () -> new RowsAnswer(rows.get()), listener);
  }

  private static FlightInfo foreignKeys(Message command, FlightDescriptor descriptor) {
    Schema schema = Schemas.GET_IMPORTED_KEYS_SCHEMA;
    return FlightInfos.of(schema, descriptor, command);
  }
}
