package dev.pitwall.redis.client;

import dev.pitwall.redis.client.Redirection.Kind;
import dev.pitwall.redis.config.RedisOptions;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One connection to each master of a cluster. Commands are grouped by node here, since Lettuce's
 * own dispatch of several groups them by slot and may block; redirections are followed by whoever
 * sent the command.
 */
final class ClusterLink implements RedisLink {
  private final LettuceClient<RedisClusterClient> lettuce;
  private final TopologyWatch watch;
  private final StatefulRedisClusterConnection<byte[], byte[]> connection;
  private final String name;

  /** Connects to every master; throws Lettuce's exception when that fails. */
  ClusterLink(RedisOptions options) {
    ClientSettings settings = new ClientSettings(options);
    this.lettuce =
        new LettuceClient<>(resources -> RedisClusterClient.create(resources, settings.uris()));
    this.name = options.servers().toString();
    lettuce.client().setOptions(settings.cluster());
    this.watch = new TopologyWatch(lettuce.client());
    long millis = options.limits().connect().toMillis();
    this.connection = lettuce.connect(client -> connect(client, millis));
  }

  /** The first lookup should not pay for connecting, and a master that is down be known now. */
  private static StatefulRedisClusterConnection<byte[], byte[]> connect(
      RedisClusterClient client, long millis) {
    StatefulRedisClusterConnection<byte[], byte[]> connection =
        client.connect(ByteArrayCodec.INSTANCE);
    CompletableFuture<?>[] pongs =
        masters(connection).stream()
            .map(master -> connection.getConnectionAsync(master.host(), master.port()))
            .map(opening -> opening.thenCompose(opened -> opened.async().ping()))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(pongs).orTimeout(4 * millis, TimeUnit.MILLISECONDS).join();
    return connection;
  }

  @Override
  public void send(Collection<? extends AsyncCommand<byte[], byte[], ?>> commands, int attempt) {
    Map<Node, List<AsyncCommand<byte[], byte[], ?>>> byNode = new HashMap<>();
    for (AsyncCommand<byte[], byte[], ?> command : commands) {
      int slot = SlotHash.getSlot(command.getArgs().getFirstEncodedKey());
      RedisClusterNode master = connection.getPartitions().getMasterBySlot(slot);
      if (master == null) {
        command.completeExceptionally(new RedisException("no master serves slot " + slot));
      } else {
        byNode.computeIfAbsent(node(master, attempt), n -> new ArrayList<>()).add(command);
      }
    }
    byNode.forEach(this::send);
  }

  @Override
  public boolean isCluster() {
    return true;
  }

  @Override
  public void redirect(AsyncCommand<byte[], byte[], ?> command, Redirection redirection) {
    if (redirection.kind() == Kind.ASK) {
      send(redirection.node(), List.of(asking(), command));
    } else {
      suspect();
      send(redirection.node(), List.of(command));
    }
  }

  private static AsyncCommand<byte[], byte[], ?> asking() {
    ByteArrayCodec codec = ByteArrayCodec.INSTANCE;
    return new AsyncCommand<>(
        new Command<>(CommandType.ASKING, new StatusOutput<>(codec), new CommandArgs<>(codec)));
  }

  @Override
  public void sendTo(Node node, AsyncCommand<byte[], byte[], ?> command) {
    send(node, List.of(command));
  }

  private void send(Node node, List<? extends AsyncCommand<byte[], byte[], ?>> commands) {
    opening(node)
        .whenComplete(
            (opened, error) -> {
              if (error == null) {
                Dispatch.to(opened, commands);
              } else {
                Dispatch.fail(commands, error);
              }
            });
  }

  private CompletableFuture<StatefulRedisConnection<byte[], byte[]>> opening(Node node) {
    try {
      return connection.getConnectionAsync(node.host(), node.port());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public List<Node> masters() {
    return masters(connection);
  }

  private static List<Node> masters(StatefulRedisClusterConnection<byte[], byte[]> connection) {
    return connection.getPartitions().stream()
        .filter(node -> node.is(NodeFlag.UPSTREAM) && !node.hasNoSlots())
        .map(ClusterLink::node)
        .toList();
  }

  /** A new master is known to itself before it is to anybody else. */
  private Node node(RedisClusterNode master, int attempt) {
    if (attempt % 2 == 0) {
      return node(master);
    }
    List<RedisClusterNode> replicas =
        connection.getPartitions().stream()
            .filter(node -> master.getNodeId().equals(node.getSlaveOf()))
            .toList();
    return replicas.isEmpty() ? node(master) : node(replicas.get(attempt / 2 % replicas.size()));
  }

  private static Node node(RedisClusterNode node) {
    return new Node(node.getUri().getHost(), node.getUri().getPort());
  }

  @Override
  public void suspect() {
    watch.look();
  }

  @Override
  public Optional<String> refusal() {
    return lettuce.refusal();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void close() {
    connection.close();
    lettuce.close();
  }
}
