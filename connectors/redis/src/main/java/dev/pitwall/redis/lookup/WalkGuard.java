package dev.pitwall.redis.lookup;

import dev.pitwall.redis.client.Node;
import dev.pitwall.redis.client.RedisLink;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.ByteArrayOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sees to it that a walk which misses keys does not pass for a whole one. SCAN promises every key
 * only within one process: one that was started anew has them in another order. And slots that move
 * meanwhile take their keys along, perhaps to a server that was walked over before.
 */
final class WalkGuard {
  private static final byte[] NOTHING = new byte[0];

  private final RedisLink link;
  private final NodeQuestions questions;
  private final List<Node> servers;
  private List<Standing> before = List.of();

  WalkGuard(RedisLink link, NodeQuestions questions, List<Node> servers) {
    this.link = link;
    this.questions = questions;
    this.servers = servers;
  }

  /**
   * Before the first key.
   *
   * @throws PitwallException STORE_UNAVAILABLE when the servers do not hold every key,
   *     INVALID_CONFIGURATION when they are but a part of a cluster
   */
  void begin() {
    before = standings();
  }

  /**
   * After the last key.
   *
   * @throws PitwallException STORE_UNAVAILABLE when the servers are not what they were
   */
  void end() {
    if (!standings().equals(before)) {
      throw changed("a server was replaced or started anew meanwhile, or slots have moved");
    }
  }

  private List<Standing> standings() {
    List<byte[]> infos = answers(CommandType.INFO);
    boolean cluster = infos.stream().anyMatch(Standing::isOfCluster);
    List<byte[]> nodes = cluster ? answers(CommandType.CLUSTER, "NODES") : List.of();
    List<Standing> standings = new ArrayList<>();
    for (int i = 0; i < infos.size(); i++) {
      standings.add(Standing.of(infos.get(i), cluster ? nodes.get(i) : NOTHING));
    }
    if (cluster && !Standing.areWhole(standings)) {
      throw link.isCluster()
          ? changed("a server is being replaced, or slots are on their way to another")
          : partOfACluster();
    }
    return standings;
  }

  private List<byte[]> answers(CommandType type, String... words) {
    return questions.ask(
        servers.stream()
            .map(server -> new NodeQuestion<>(server, () -> command(type, words)))
            .toList());
  }

  private static RedisCommand<byte[], byte[], byte[]> command(CommandType type, String... words) {
    CommandArgs<byte[], byte[]> line = new CommandArgs<>(ByteArrayCodec.INSTANCE);
    Arrays.stream(words).forEach(line::add);
    return new Command<>(type, new ByteArrayOutput<>(ByteArrayCodec.INSTANCE), line);
  }

  private PitwallException changed(String why) {
    link.suspect();
    return failure(ErrorCode.STORE_UNAVAILABLE, why + ", so that keys may be missed; try again");
  }

  private PitwallException partOfACluster() {
    return failure(
        ErrorCode.INVALID_CONFIGURATION,
        "the server is part of a cluster; set stores.redis.mode to cluster");
  }

  private PitwallException failure(ErrorCode code, String why) {
    return new PitwallException(
        code,
        "the online store redis at "
            + link.name()
            + " failed "
            + questions.task().name()
            + ": "
            + why);
  }
}
