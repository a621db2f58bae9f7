package dev.pitwall.examples.demo;

import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.core.session.QuerySession;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.arrow.vector.VectorSchemaRoot;

/** What the demo does in this process: define, train, materialize, look up. */
final class EngineTour {
  private static final int SAMPLE_ROWS = 5;

  private final FeatureQueryEngine engine;
  private final QuerySession session;
  private final Path data;
  private final Narrator narrator;

  EngineTour(FeatureQueryEngine engine, QuerySession session, Path data, Narrator narrator) {
    this.engine = Objects.requireNonNull(engine, "engine");
    this.session = Objects.requireNonNull(session, "session");
    this.data = Objects.requireNonNull(data, "data");
    this.narrator = Objects.requireNonNull(narrator, "narrator");
  }

  /** Takes the tour; returns what the training set came to. */
  RowDigest run() {
    define();
    RowDigest trainingSet = train();
    narrator.say("");
    narrator.say("The plan of the training set:");
    show("EXPLAIN " + DemoScript.TRAINING_SET.statement(data));
    materialize();
    DemoScript.ONLINE_LOOKUP.statements(data).forEach(this::lookUp);
    return trainingSet;
  }

  private void define() {
    long start = System.nanoTime();
    DemoScript.DEFINITIONS.statements(data).forEach(this::change);
    narrator.step("Defined 3 entities, 3 feature views, a table and a feature service", start);
  }

  private RowDigest train() {
    String sql = DemoScript.TRAINING_SET.statement(data);
    narrator.say("");
    narrator.say("A training set of all flights and three feature views:");
    narrator.statement(sql);
    long start = System.nanoTime();
    RowDigest digest = new RowDigest();
    run(
        sql,
        batch -> {
          if (digest.rows() == 0) {
            sample(batch);
          }
          digest.add(batch);
        });
    narrator.step("Built " + digest.rows() + " rows", start);
    return digest;
  }

  private void sample(VectorSchemaRoot batch) {
    try (VectorSchemaRoot first = batch.slice(0, Math.min(SAMPLE_ROWS, batch.getRowCount()))) {
      narrator.rows(first);
    }
  }

  private void materialize() {
    long start = System.nanoTime();
    narrator.say("");
    DemoScript.MATERIALIZE.statements(data).forEach(this::change);
    narrator.step("Materialized the latest rows of all three views", start);
  }

  private void lookUp(String sql) {
    narrator.statement(sql);
    long start = System.nanoTime();
    show(sql);
    narrator.step("Looked up", start);
  }

  private void change(String sql) {
    run(sql, batch -> {});
  }

  private void show(String sql) {
    run(sql, narrator::rows);
  }

  /** Runs a statement and hands over its batches, each good until the call returns. */
  private void run(String sql, Consumer<VectorSchemaRoot> consumer) {
    try (QueryResult result = engine.execute(session, sql)) {
      VectorSchemaRoot next;
      while ((next = result.next()) != null) {
        try (VectorSchemaRoot batch = next) {
          consumer.accept(batch);
        }
      }
    }
  }
}
