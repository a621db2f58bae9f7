package dev.pitwall.testkit.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A real Redis Cluster of three masters with a replica each, in six processes. */
public final class RedisCluster implements AutoCloseable {
  /** After this long without an answer the cluster takes a node for dead. */
  public static final Duration NODE_TIMEOUT = Duration.ofMillis(2_000);

  private static final int NODES = 6;
  private static final Duration START = Duration.ofSeconds(60);

  private static final Pattern OFFSET = Pattern.compile("master_repl_offset:(\\d+)");
  private static final Pattern REPLICA = Pattern.compile("slave0:.*offset=(\\d+)");

  private final List<RedisServer> servers;

  private RedisCluster(List<RedisServer> servers) {
    this.servers = List.copyOf(servers);
  }

  /** Starts a cluster, and waits until it serves every slot and the replicas follow. */
  public static RedisCluster start() {
    List<RedisServer> servers = new ArrayList<>();
    try {
      IntStream.range(0, NODES).forEach(i -> servers.add(startNode()));
      List<String> line = new ArrayList<>(List.of("--cluster", "create"));
      servers.forEach(server -> line.add(server.address()));
      line.addAll(List.of("--cluster-replicas", "1", "--cluster-yes"));
      RedisCommandLine.run(line).orThrow();
      RedisCluster cluster = new RedisCluster(servers);
      cluster.awaitHealthy();
      return cluster;
    } catch (RuntimeException | Error e) {
      servers.forEach(RedisServer::close);
      throw e;
    }
  }

  private static RedisServer startNode() {
    return RedisServer.start(
        "--cluster-enabled",
        "yes",
        "--cluster-port",
        Integer.toString(RedisServer.freePort()),
        "--cluster-node-timeout",
        Long.toString(NODE_TIMEOUT.toMillis()),
        "--cluster-replica-validity-factor",
        "0");
  }

  /** All servers, alive or not. */
  public List<RedisServer> servers() {
    return servers;
  }

  /** The addresses of all, as the configuration takes them. */
  public String uris() {
    return String.join(",", servers.stream().map(RedisServer::uri).toList());
  }

  /** The master of a slot as one of the servers sees it, which must be up. */
  public RedisServer masterOf(int slot, RedisServer witness) {
    return witness
        .call("CLUSTER", "NODES")
        .lines()
        .map(line -> line.split(" "))
        .filter(words -> Arrays.asList(words[2].split(",")).contains("master"))
        .filter(words -> !words[2].contains("fail"))
        .filter(words -> Arrays.stream(words).skip(8).anyMatch(range -> holds(range, slot)))
        .map(words -> server(words[1]))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nobody serves slot " + slot));
  }

  private static boolean holds(String range, int slot) {
    if (range.startsWith("[")) {
      return false;
    }
    String[] ends = range.split("-");
    return Integer.parseInt(ends[0]) <= slot && slot <= Integer.parseInt(ends[ends.length - 1]);
  }

  /** The replica of a master, as the master sees it. */
  public RedisServer replicaOf(RedisServer master) {
    String id = master.call("CLUSTER", "MYID");
    return master
        .call("CLUSTER", "NODES")
        .lines()
        .map(line -> line.split(" "))
        .filter(words -> words[3].equals(id) && !words[2].contains("fail"))
        .map(words -> server(words[1]))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no replica of " + master.address()));
  }

  /** The server at {@code host:port@busport}. */
  private RedisServer server(String address) {
    String wanted = address.split("@")[0];
    return servers.stream().filter(s -> s.address().equals(wanted)).findFirst().orElseThrow();
  }

  /** Waits until all six are up, agree on who serves what, and the replicas follow. */
  public void awaitHealthy() {
    Await.until(
        "the cluster is healthy",
        START,
        () ->
            servers.stream()
                .allMatch(
                    server -> {
                      String nodes = server.call("CLUSTER", "NODES");
                      return server.call("CLUSTER", "INFO").contains("cluster_state:ok")
                          && nodes.lines().count() == NODES
                          && !nodes.contains("fail")
                          && !nodes.contains("handshake")
                          && nodes.lines().filter(line -> line.contains("slave")).count() == 3
                          && !server.call("INFO", "replication").contains("status:down");
                    }));
  }

  /** Waits until every replica has what its master had when it was asked. */
  public void awaitReplicated() {
    servers.forEach(
        server ->
            Await.until(server.address() + " is replicated", START, () -> isReplicated(server)));
  }

  private static boolean isReplicated(RedisServer server) {
    String state = server.call("INFO", "replication");
    Matcher own = OFFSET.matcher(state);
    Matcher replica = REPLICA.matcher(state);
    return state.contains("role:slave")
        || own.find() && replica.find() && own.group(1).equals(replica.group(1));
  }

  @Override
  public void close() {
    servers.forEach(RedisServer::close);
  }
}
