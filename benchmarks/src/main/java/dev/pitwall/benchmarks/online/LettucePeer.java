package dev.pitwall.benchmarks.online;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import java.util.Arrays;
import java.util.List;

/** Lettuce by itself on the same cluster. */
public final class LettucePeer implements AutoCloseable {
  private final ServingViews views;
  private final RedisClusterClient client;

  /** Prepares; {@code uris} are the cluster's servers with commas between. */
  public LettucePeer(ServingViews views, String uris) {
    this.views = views;
    List<RedisURI> servers = Arrays.stream(uris.split(",")).map(RedisURI::create).toList();
    this.client = RedisClusterClient.create(servers);
  }

  /** Connects once more. */
  public LookupClient connect() {
    return new LettuceLookups(views, PitwallProcess.PROJECT, client);
  }

  @Override
  public void close() {
    client.shutdown();
  }
}
