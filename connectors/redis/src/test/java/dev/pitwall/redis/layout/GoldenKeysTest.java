package dev.pitwall.redis.layout;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.EntitySpec;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Keys against the bytes that Feast 0.66 makes. */
class GoldenKeysTest {
  private static final Field DRIVER = Fields.of("driver_id", Fields.BIGINT);
  private static final String DRIVER_V3 =
      "0100000002000000090000006472697665725f69640400000008000000e903000000000000"
          + "666561747572655f7265706f";
  private static final String DRIVER_V2 =
      "020000006472697665725f69640400000008000000e903000000000000666561747572655f7265706f";
  private static final String DRIVER_V1 =
      "020000006472697665725f69640400000004000000e9030000666561747572655f7265706f";

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();

  @Test
  void writesOneIntegerInEveryVersion() {
    EntityKeys keys = keys("feature_repo", DRIVER);
    assertThat(hex(keys, KeyVersion.V3, List.of(DRIVER), row(1001))).isEqualTo(DRIVER_V3);
    assertThat(hex(keys, KeyVersion.V2, List.of(DRIVER), row(1001))).isEqualTo(DRIVER_V2);
    assertThat(hex(keys, KeyVersion.V1, List.of(DRIVER), row(1001))).isEqualTo(DRIVER_V1);
  }

  @Test
  void sortsTheKeysByName() {
    List<Field> fields =
        List.of(Fields.of("user", Fields.BIGINT), Fields.of("customer", Fields.VARCHAR));
    EntityKeys keys = keys("demo", fields.toArray(Field[]::new));
    assertThat(hex(keys, KeyVersion.V3, fields, row(32768, "test")))
        .isEqualTo(
            "020000000200000008000000637573746f6d6572020000000400000075736572020000000400000074657374"
                + "0400000008000000008000000000000064656d6f");
  }

  @Test
  void hasOneKeyWithoutEntity() {
    assertThat(hex(keys("demo"), KeyVersion.V3, List.of(), row()))
        .isEqualTo("01000000020000000a0000005f5f64756d6d795f6964020000000000000064656d6f");
  }

  @Test
  void findsTheWayBetweenVersions() {
    EntityKeys keys = keys("feature_repo", DRIVER);
    for (String older : List.of(DRIVER_V2, DRIVER_V1)) {
      KeyVersion version = older.equals(DRIVER_V2) ? KeyVersion.V2 : KeyVersion.V1;
      assertThat(keys.current(key(older), version)).contains(key(DRIVER_V3));
      assertThat(keys.older(key(DRIVER_V3), version)).contains(key(older));
    }
  }

  @Test
  void knowsKeysOfOthers() {
    EntityKeys keys = keys("feature_repo", DRIVER);
    assertThat(keys("repo", DRIVER).current(key(DRIVER_V3), KeyVersion.V3)).isEmpty();
    assertThat(keys("feature_repo2", DRIVER).current(key(DRIVER_V3), KeyVersion.V3)).isEmpty();
    for (int length = 0; length < key(DRIVER_V3).bytes().length; length++) {
      RedisKey cut = new RedisKey(Arrays.copyOf(key(DRIVER_V3).bytes(), length));
      assertThat(keys.current(cut, KeyVersion.V3)).isEmpty();
    }
  }

  @Test
  void keepsMicrosecondsApart() {
    Field at = Fields.of("at", Fields.TIMESTAMP);
    EntityKeys keys = keys("p", at);
    assertThat(hex(keys, KeyVersion.V3, List.of(at), row(1_650_000_000_000_000L)))
        .contains("0800000008000000");
    assertThat(hex(keys, KeyVersion.V3, List.of(at), row(1_650_000_000_000_001L)))
        .contains("080000000c000000")
        .endsWith("01000000" + "70");
  }

  @Test
  void hasNoVersion1ForALongInteger() {
    try (VectorSchemaRoot batch = batch(List.of(DRIVER), row(1L << 40))) {
      assertThat(keys("p", DRIVER).of(KeyVersion.V1, batch.getFieldVectors(), 0)).isEmpty();
    }
  }

  @Test
  void namesFieldsAsFeastDoes() {
    assertThat(HexFormat.of().formatHex(FieldHash.of("driver_hourly_stats", "conv_rate")))
        .isEqualTo("6160e3da");
    assertThat(HexFormat.of().formatHex(FieldHash.of("driver_hourly_stats", "acc_rate")))
        .isEqualTo("fa5e58ad");
    assertThat(HexFormat.of().formatHex(FieldHash.of("driver_hourly_stats", "avg_daily_trips")))
        .isEqualTo("18a5e5a3");
  }

  private String hex(EntityKeys keys, KeyVersion version, List<Field> fields, List<Object> row) {
    try (VectorSchemaRoot batch = batch(fields, row)) {
      Optional<RedisKey> key = keys.of(version, batch.getFieldVectors(), 0);
      return HexFormat.of().formatHex(key.orElseThrow().bytes());
    }
  }

  private VectorSchemaRoot batch(List<Field> fields, List<Object> row) {
    return Batches.of(allocator.get(), new Schema(fields), List.of(row));
  }

  private static RedisKey key(String hex) {
    return new RedisKey(HexFormat.of().parseHex(hex));
  }

  private static EntityKeys keys(String project, Field... fields) {
    List<ColumnSpec> joinKeys = Arrays.stream(fields).map(ColumnSpec::new).toList();
    return new EntityKeys(new EntitySpec("e", joinKeys, ""), project);
  }
}
