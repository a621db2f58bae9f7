package dev.pitwall.redis.lookup;

import dev.pitwall.redis.client.Node;
import dev.pitwall.redis.client.RedisLink;
import dev.pitwall.redis.exchange.Exchanges;
import dev.pitwall.redis.layout.KeyVersion;
import dev.pitwall.redis.layout.RedisKey;
import dev.pitwall.redis.layout.ViewLayout;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.KeyScanOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Walks over the keys of an entity on all masters, each key once. It remembers the keys seen, as
 * SCAN may give one again. A master that fails on the way fails the walk, since what it holds is
 * then not known. Not thread-safe.
 */
public final class KeyWalk {
  private static final String PAGE = "1000";
  private static final String END = "0";

  /** One walk over one server for one version of the key. */
  private record Leg(Node node, KeyVersion version) {}

  private final Exchanges exchanges;
  private final RedisLink link;
  private final ViewLayout layout;
  private final long waitMillis;
  private final Deque<Leg> legs = new ArrayDeque<>();
  private final Set<RedisKey> seen = new HashSet<>();
  private String cursor = END;

  /**
   * Prepares.
   *
   * @param exchanges name what goes wrong
   * @param versions the key versions to look for
   * @param waitMillis for the answer of a server
   */
  public KeyWalk(
      Exchanges exchanges,
      RedisLink link,
      ViewLayout layout,
      List<KeyVersion> versions,
      long waitMillis) {
    this.exchanges = exchanges;
    this.link = link;
    this.layout = layout;
    this.waitMillis = waitMillis;
    for (Node node : link.masters()) {
      versions.forEach(version -> legs.add(new Leg(node, version)));
    }
  }

  /**
   * The next keys, as version 3 has them; perhaps none.
   *
   * @return empty at the end of the walk
   * @throws PitwallException STORE_UNAVAILABLE when a server does not answer
   */
  public Optional<List<RedisKey>> next() {
    if (legs.isEmpty()) {
      return Optional.empty();
    }
    Leg leg = legs.element();
    KeyScanCursor<byte[]> page = page(leg);
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
    return Optional.of(keys);
  }

  private KeyScanCursor<byte[]> page(Leg leg) {
    CommandArgs<byte[], byte[]> line = new CommandArgs<>(ByteArrayCodec.INSTANCE);
    line.add(cursor).add("MATCH").add(layout.keys().pattern(leg.version())).add("COUNT").add(PAGE);
    AsyncCommand<byte[], byte[], KeyScanCursor<byte[]>> command =
        new AsyncCommand<>(
            new Command<>(CommandType.SCAN, new KeyScanOutput<>(ByteArrayCodec.INSTANCE), line));
    link.sendTo(leg.node(), command);
    try {
      return command.get(waitMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PitwallException(ErrorCode.STATEMENT_CANCELLED, "the scan was interrupted", e);
    } catch (ExecutionException e) {
      link.suspect();
      throw exchanges.failure(task(leg), e.getCause());
    } catch (TimeoutException e) {
      link.suspect();
      throw exchanges.failure(task(leg), new RedisCommandTimeoutException(e));
    }
  }

  private String task(Leg leg) {
    return "the walk over the keys of feature view " + layout.view().name() + " on " + leg.node();
  }
}
