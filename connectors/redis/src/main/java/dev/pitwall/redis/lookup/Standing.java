package dev.pitwall.redis.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server says of itself.
 *
 * @param process another one after each start
 * @param role {@code master} or another
 * @param slots the ranges that it serves, and in brackets those that are on their way; empty for a
 *     server outside of a cluster
 */
record Standing(String process, String role, List<String> slots) {
  private static final int ALL_SLOTS = 16_384;
  private static final int FIRST_SLOT_WORD = 8;
  private static final Pattern PROCESS = Pattern.compile("(?m)^run_id:(\\S+)");
  private static final Pattern ROLE = Pattern.compile("(?m)^role:(\\S+)");
  private static final Pattern CLUSTER = Pattern.compile("(?m)^redis_mode:cluster");

  Standing {
    Objects.requireNonNull(process, "process");
    Objects.requireNonNull(role, "role");
    slots = List.copyOf(slots);
  }

  /** Whether the answer to INFO is that of a server in a cluster. */
  static boolean isOfCluster(byte[] info) {
    return CLUSTER.matcher(new String(info, UTF_8)).find();
  }

  /**
   * Reads a server's answers.
   *
   * @param info to INFO
   * @param nodes to CLUSTER NODES; empty outside of a cluster
   */
  static Standing of(byte[] info, byte[] nodes) {
    String text = new String(info, UTF_8);
    return new Standing(
        found(PROCESS, text), found(ROLE, text), ownSlots(new String(nodes, UTF_8)));
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static List<String> ownSlots(String nodes) {
    return nodes
        .lines()
        .map(line -> line.split(" "))
        .filter(words -> words.length > FIRST_SLOT_WORD && words[2].contains("myself"))
        .flatMap(words -> Arrays.stream(words).skip(FIRST_SLOT_WORD))
        .toList();
  }

  /** Whether servers hold every slot between them, and none is on its way. */
  static boolean areWhole(List<Standing> servers) {
    List<String> ranges = servers.stream().flatMap(server -> server.slots().stream()).toList();
    if (ranges.stream().anyMatch(range -> range.startsWith("["))) {
      return false;
    }
    BitSet held = new BitSet(ALL_SLOTS);
    for (String range : ranges) {
      String[] ends = range.split("-");
      held.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
    }
    return held.cardinality() == ALL_SLOTS;
  }
}
