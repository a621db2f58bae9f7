package dev.pitwall.examples.demo;

import dev.pitwall.cli.connect.ClientAnswer;
import dev.pitwall.cli.connect.RemoteClient;
import dev.pitwall.cli.connect.ServerAddress;
import dev.pitwall.cli.connect.StatementClient;
import dev.pitwall.cli.format.AnswerPrinter;
import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.query.QueryResult;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.examples.flights.ExampleScript;
import dev.pitwall.flight.PitwallServer;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The steps of the demo, over tables that are there. */
final class Demo {
  private static final int SAMPLE_ROWS = 8;

  /** Where the sample begins: in January no aircraft has a history yet. */
  private static final int SAMPLE_AFTER_ROWS = 100_000;

  private final FeatureQueryEngine engine;
  private final QuerySession session;
  private final Path tables;
  private final DemoPrinter printer;

  Demo(FeatureQueryEngine engine, QuerySession session, Path tables, DemoPrinter printer) {
    this.engine = Objects.requireNonNull(engine, "engine");
    this.session = Objects.requireNonNull(session, "session");
    this.tables = Objects.requireNonNull(tables, "tables");
    this.printer = Objects.requireNonNull(printer, "printer");
  }

  void define() {
    printer.heading("1. Define three feature views, the flights and a feature service");
    for (String sql : ExampleScript.statements("definitions.sql", tables)) {
      run(sql);
      printer.line("   " + sql.lines().findFirst().orElse(""));
    }
  }

  /** Builds the training set, shows some of it and what was planned. */
  Digest buildTrainingSet() {
    String sql = trainingSet();
    printer.heading("2. Every flight with what was known at its scheduled departure");
    printer.line(sql.indent(3).stripTrailing());
    long started = System.nanoTime();
    Digest digest = new Digest();
    try (QueryResult result = engine.execute(session, sql)) {
      forEachBatch(
          result,
          batch -> {
            long before = digest.rows();
            digest.add(batch);
            if (before <= SAMPLE_AFTER_ROWS && digest.rows() > SAMPLE_AFTER_ROWS) {
              sample(batch);
            }
          });
    }
    printer.line(digest + " from 3 views in " + DemoPrinter.since(started));
    return digest;
  }

  void explain() {
    printer.heading("3. How that was planned");
    try (QueryResult result = engine.execute(session, "EXPLAIN " + trainingSet())) {
      forEachBatch(result, this::lines);
    }
  }

  void lookUp() {
    printer.heading("4. Copy the newest rows to the online store, and look some up by key");
    for (String sql : ExampleScript.statements("online_lookup.sql", tables)) {
      printer.line("   " + sql.replaceAll("\\s+", " "));
      long started = System.nanoTime();
      show(sql);
      printer.line("   " + DemoPrinter.since(started));
    }
  }

  /** Reads the training set from a server, which must give what the engine gave. */
  void readBack(PitwallServer server, Digest expected) {
    printer.heading("5. The same over Flight SQL, from port " + server.port() + " of this machine");
    long started = System.nanoTime();
    Digest digest = new Digest();
    ServerAddress address = new ServerAddress("127.0.0.1", server.port());
    try (StatementClient client = RemoteClient.connect(address, Optional.empty());
        ClientAnswer answer = client.run(trainingSet())) {
      for (VectorSchemaRoot batch = answer.next(); batch != null; batch = answer.next()) {
        digest.add(batch);
      }
    }
    if (!digest.sameAs(expected)) {
      throw new PitwallException(
          ErrorCode.INTERNAL_ERROR,
          "the server sent " + digest + ", but the engine had answered " + expected);
    }
    printer.line(digest + ": the same, in " + DemoPrinter.since(started));
  }

  private void lines(VectorSchemaRoot plan) {
    for (int row = 0; row < plan.getRowCount(); row++) {
      printer.line("   " + plan.getVector(0).getObject(row));
    }
  }

  private String trainingSet() {
    return ExampleScript.statements("training_set.sql", tables).get(0);
  }

  private void sample(VectorSchemaRoot batch) {
    try (VectorSchemaRoot rows = batch.slice(0, Math.min(SAMPLE_ROWS, batch.getRowCount()))) {
      printer.rows(batch.getSchema(), rows);
    }
  }

  private void run(String sql) {
    try (QueryResult result = engine.execute(session, sql)) {
      forEachBatch(result, batch -> {});
    }
  }

  private void show(String sql) {
    try (QueryResult result = engine.execute(session, sql)) {
      if (result.schema().getFields().isEmpty()) {
        forEachBatch(result, batch -> {});
        return;
      }
      AnswerPrinter rows = printer.answer(result.schema());
      forEachBatch(result, rows::rows);
      rows.end();
    }
  }

  private static void forEachBatch(QueryResult result, Consumer<VectorSchemaRoot> use) {
    for (VectorSchemaRoot next = result.next(); next != null; next = result.next()) {
      try (VectorSchemaRoot batch = next) {
        use.accept(batch);
      }
    }
  }
}
