package dev.pitwall.redis.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a map, on hashes of any fields in any order. */
class WholeHashOutputTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void picksWhatIsWanted(long seed) {
    Random random = new Random(seed);
    List<String> all = names(random, 1 + random.nextInt(80));
    List<String> wanted = new ArrayList<>();
    int count = random.nextInt(all.size() * 2);
    for (int i = 0; i < count; i++) {
      wanted.add(all.get(random.nextInt(all.size())));
    }
    HashFields fields = new HashFields(wanted.stream().map(WholeHashOutputTest::bytes).toList());
    for (int hash = 0; hash < 20; hash++) {
      Map<String, String> stored = some(random, all);
      assertThat(pick(fields, random, stored))
          .as("seed %d, wanted %s of %s", seed, wanted, stored)
          .isEqualTo(wanted.stream().map(stored::get).toList());
    }
  }

  /** Of four bytes, as features have, and of others. */
  private static List<String> names(Random random, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(random.nextBoolean() ? "%04d".formatted(i) : "_ts:view " + i);
    }
    return names;
  }

  private static Map<String, String> some(Random random, List<String> names) {
    Map<String, String> stored = new HashMap<>();
    for (String name : names) {
      if (random.nextInt(4) > 0) {
        stored.put(name, "x".repeat(random.nextInt(9)) + name);
      }
    }
    return stored;
  }

  private static List<String> pick(HashFields fields, Random random, Map<String, String> stored) {
    WholeHashOutput output =
        new WholeHashOutput(fields.names().count(), fields.places(), fields.begin());
    List<String> order = new ArrayList<>(stored.keySet());
    Collections.shuffle(order, random);
    for (String name : order) {
      output.set(ByteBuffer.wrap(bytes(name)));
      output.set(ByteBuffer.wrap(bytes(stored.get(name))));
    }
    List<String> picked = new ArrayList<>();
    for (byte[] value : output.get()) {
      picked.add(value == null ? null : new String(value, StandardCharsets.UTF_8));
    }
    return picked;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
