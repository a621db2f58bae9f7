package dev.pitwall.redis.lookup;

import dev.pitwall.redis.client.Node;
import dev.pitwall.redis.client.RedisLink;
import dev.pitwall.redis.exchange.Exchanges;
import dev.pitwall.redis.exchange.Task;
import dev.pitwall.redis.layout.KeyVersion;
import dev.pitwall.redis.layout.RedisKey;
import dev.pitwall.redis.layout.ViewLayout;
import dev.pitwall.spi.error.PitwallException;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.KeyScanOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Walks over the keys of an entity on all masters, each key once. It remembers the keys seen, as
 * SCAN may give one again. A page that fails for a passing reason is asked for again, with the same
 * cursor of the same server; what may have missed keys fails at the end. Not thread-safe.
 */
public final class KeyWalk {
  private static final String PAGE = "1000";
  private static final String END = "0";
  private static final int RETRIES = 40;

  /** One walk over one server for one version of the key. */
  private record Leg(Node node, KeyVersion version) {}

  private final ViewLayout layout;
  private final NodeQuestions questions;
  private final WalkGuard guard;
  private final Deque<Leg> legs = new ArrayDeque<>();
  private final Set<RedisKey> seen = new HashSet<>();
  private boolean begun;
  private String cursor = END;

  /**
   * Prepares.
   *
   * @param versions the key versions to look for
   * @param deadline of one page with its retries
   */
  public KeyWalk(
      Exchanges exchanges,
      RedisLink link,
      ViewLayout layout,
      List<KeyVersion> versions,
      Duration deadline) {
    this.layout = layout;
    String name = "the walk over the keys of feature view " + layout.view().name();
    this.questions = new NodeQuestions(exchanges, new Task(name, deadline, RETRIES));
    List<Node> servers = link.masters();
    this.guard = new WalkGuard(link, questions, servers);
    servers.forEach(node -> versions.forEach(version -> legs.add(new Leg(node, version))));
  }

  /**
   * The next keys, as version 3 has them; perhaps none.
   *
   * @return empty at the end of the walk
   * @throws PitwallException STORE_UNAVAILABLE when a server does not answer, or keys may have been
   *     missed
   */
  public Optional<List<RedisKey>> next() {
    if (!begun) {
      guard.begin();
      begun = true;
    }
    if (legs.isEmpty()) {
      guard.end();
      return Optional.empty();
    }
    return Optional.of(keys(legs.element()));
  }

  private List<RedisKey> keys(Leg leg) {
    KeyScanCursor<byte[]> page =
        questions.ask(List.of(new NodeQuestion<>(leg.node(), () -> command(leg)))).get(0);
    cursor = page.getCursor();
    if (cursor.equals(END)) {
      legs.remove();
    }
    List<RedisKey> keys = new ArrayList<>();
    for (byte[] found : page.getKeys()) {
      layout
          .keys()
          .current(new RedisKey(found), leg.version())
          .filter(seen::add)
          .ifPresent(keys::add);
    }
    return keys;
  }

  private RedisCommand<byte[], byte[], KeyScanCursor<byte[]>> command(Leg leg) {
    CommandArgs<byte[], byte[]> line = new CommandArgs<>(ByteArrayCodec.INSTANCE);
    line.add(cursor).add("MATCH").add(layout.keys().pattern(leg.version())).add("COUNT").add(PAGE);
    return new Command<>(CommandType.SCAN, new KeyScanOutput<>(ByteArrayCodec.INSTANCE), line);
  }
}
