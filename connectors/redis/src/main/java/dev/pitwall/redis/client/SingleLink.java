package dev.pitwall.redis.client;

import dev.pitwall.redis.config.RedisOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.AsyncCommand;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** One connection to one server. */
final class SingleLink implements RedisLink {
  private final LettuceClient<RedisClient> lettuce;
  private final StatefulRedisConnection<byte[], byte[]> connection;
  private final Node node;

  /** Connects; throws Lettuce's exception when that fails, and leaves nothing open. */
  SingleLink(RedisOptions options) {
    ClientSettings settings = new ClientSettings(options);
    this.lettuce =
        new LettuceClient<>(resources -> RedisClient.create(resources, settings.uris().get(0)));
    this.node = new Node(options.servers().get(0).host(), options.servers().get(0).port());
    lettuce.client().setOptions(settings.single());
    this.connection = lettuce.connect(SingleLink::connect);
  }

  private static StatefulRedisConnection<byte[], byte[]> connect(RedisClient client) {
    StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE);
    connection.sync().ping();
    return connection;
  }

  @Override
  public void send(Collection<? extends AsyncCommand<byte[], byte[], ?>> commands, int attempt) {
    Dispatch.to(connection, List.copyOf(commands));
  }

  @Override
  public boolean isCluster() {
    return false;
  }

  @Override
  public void redirect(AsyncCommand<byte[], byte[], ?> command, Redirection redirection) {
    command.completeExceptionally(
        new RedisException("a server outside of a cluster redirects to " + redirection.node()));
  }

  @Override
  public void sendTo(Node to, AsyncCommand<byte[], byte[], ?> command) {
    Dispatch.to(connection, List.of(command));
  }

  @Override
  public List<Node> masters() {
    return List.of(node);
  }

  /** There is no other server to look for; the connection watches itself. */
  @Override
  public void suspect() {}

  @Override
  public Optional<String> refusal() {
    return lettuce.refusal();
  }

  @Override
  public String name() {
    return node.toString();
  }

  @Override
  public void close() {
    connection.close();
    lettuce.close();
  }
}
