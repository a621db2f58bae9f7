package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.generate.SeededCases;
import dev.pitwall.testkit.sql.AsofCase.Feature;
import dev.pitwall.testkit.sql.AsofCase.Spine;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** ASOF JOIN over every ordered type, in both directions, against nested loops. */
class AsofJoinSqlTest {
  private static final int CASES = 60;
  private static final List<String> OPERATORS = List.of("<=", "<", ">=", ">");

  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.random(5, 7, 4));
  }

  @ParameterizedTest
  @EnumSource
  void answersAsNestedLoopsDo(AsofTypes types) {
    SeededCases.forAll(
        CASES,
        seed -> generate(seed, types),
        c -> {
          create(c);
          assertThat(engine.rows(asofJoin(c))).isEqualTo(c.expected());
        });
  }

  /** What ASOF JOIN takes for at or before is what any condition does. */
  @ParameterizedTest
  @EnumSource
  void nestedLoopsCompareAsAConditionDoes(AsofTypes types) {
    SeededCases.forAll(
        8,
        seed -> generate(seed, types),
        c -> {
          create(c);
          String join =
              "SELECT s.label, f.id FROM spine AS s JOIN f ON "
                  + key(c)
                  + " AND "
                  + condition(c)
                  + " ORDER BY s.label, f.id";
          assertThat(engine.rows(join)).isEqualTo(pairs(c));
        });
  }

  private static List<List<Object>> pairs(AsofCase c) {
    List<List<Object>> pairs = new ArrayList<>();
    for (Spine s : c.spine()) {
      for (Feature f : c.features()) {
        if (c.matches(s, f)) {
          pairs.add(row(s.label(), f.id()));
        }
      }
    }
    return pairs;
  }

  private static AsofCase generate(long seed, AsofTypes types) {
    Random random = new Random(seed * 31 + types.ordinal());
    List<Spine> spine =
        IntStream.range(0, random.nextInt(25))
            .mapToObj(i -> new Spine(i, key(random), types.spineValue(random)))
            .toList();
    List<Feature> features =
        IntStream.range(0, random.nextInt(40))
            .mapToObj(
                i ->
                    new Feature(
                        i,
                        key(random),
                        types.featureValue(random),
                        (Long) AsofTypes.TIMESTAMP.featureValue(random)))
            .toList();
    boolean near = types.hasDistance() && random.nextBoolean();
    return new AsofCase(
        seed,
        types,
        spine,
        features,
        OPERATORS.get((int) (seed % OPERATORS.size())),
        random.nextBoolean(),
        random.nextInt(4) > 0,
        near ? OptionalLong.of(random.nextInt(4)) : OptionalLong.empty(),
        types == AsofTypes.TIMESTAMP && random.nextBoolean());
  }

  private static Long key(Random random) {
    return random.nextInt(9) == 0 ? null : (Long) (long) random.nextInt(3);
  }

  private void create(AsofCase c) {
    String name = c.types() + "_" + c.seed();
    Schema spine =
        Fields.schema(
            Fields.of("label", Fields.BIGINT),
            Fields.of("k", Fields.BIGINT),
            Fields.of("v", c.types().spine()));
    Schema features =
        Fields.schema(
            Fields.of("id", Fields.BIGINT),
            Fields.of("k", Fields.BIGINT),
            Fields.of("v", c.types().feature()),
            Fields.of("created", Fields.TIMESTAMP));
    engine.table(
        name + "_spine",
        spine,
        c.spine().stream().map(s -> row(s.label(), s.key(), s.value())).toList());
    engine.table(name + "_features", features, List.of());
    append(c, name + "_features");
    engine.update("CREATE OR REPLACE TABLE spine FROM DELTA '" + name + "_spine'");
    if (c.types() == AsofTypes.TIMESTAMP) { // whose created timestamp breaks ties
      engine.update("CREATE OR REPLACE ENTITY e (k BIGINT)");
      engine.update(
          "CREATE OR REPLACE FEATURE VIEW f ENTITY e TIMESTAMP v CREATED created FROM DELTA '"
              + name
              + "_features'");
    } else {
      engine.update("CREATE OR REPLACE TABLE f FROM DELTA '" + name + "_features'");
    }
  }

  private void append(AsofCase c, String location) {
    Random random = new Random(c.seed());
    List<List<Object>> rows = new ArrayList<>();
    c.features().forEach(f -> rows.add(row(f.id(), f.key(), f.value(), f.created())));
    while (!rows.isEmpty()) {
      List<List<Object>> commit = rows.subList(0, 1 + random.nextInt(rows.size()));
      engine.append(location, List.copyOf(commit));
      commit.clear();
    }
  }

  private static String asofJoin(AsofCase c) {
    return "SELECT s.label, f.id FROM spine AS s "
        + (c.left() ? "LEFT ASOF JOIN" : "ASOF JOIN")
        + " f MATCH_CONDITION "
        + condition(c)
        + " ON "
        + key(c)
        + " ORDER BY s.label";
  }

  private static String key(AsofCase c) {
    return c.keyed() ? "f.k = s.k" : "TRUE";
  }

  private static String condition(AsofCase c) {
    boolean swapped = c.seed() % 3 == 0;
    String bound =
        swapped ? "s.v " + swapped(c.operator()) + " f.v" : "f.v " + c.operator() + " s.v";
    String known = c.knownBy() ? " AND f.created <= s.v" : "";
    return bound + distance(c, swapped) + known;
  }

  private static String swapped(String operator) {
    return operator.replace("<", "?").replace(">", "<").replace("?", ">");
  }

  private static String distance(AsofCase c, boolean ofFeature) {
    if (c.distance().isEmpty()) {
      return "";
    }
    String length = c.types().distance(c.distance().getAsLong());
    if (c.isForward()) {
      return ofFeature ? " AND f.v - " + length + " <= s.v" : " AND f.v <= s.v + " + length;
    }
    return ofFeature ? " AND f.v + " + length + " >= s.v" : " AND f.v >= s.v - " + length;
  }
}
