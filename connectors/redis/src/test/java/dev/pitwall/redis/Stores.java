package dev.pitwall.redis;

import dev.pitwall.spi.plugin.StoreContext;
import dev.pitwall.testkit.redis.RedisServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Stores on the servers of a test. */
final class Stores {
  private static final AtomicInteger PROJECTS = new AtomicInteger();

  private Stores() {}

  /** The store as the engine opens it. */
  static RedisOnlineStore open(Map<String, String> options) {
    StoreContext context = new StoreContext(Path.of("."), options);
    return (RedisOnlineStore) new RedisStorePlugin().open(context);
  }

  /** A store for tests of answers, not of deadlines: a busy machine may take its time. */
  static RedisOnlineStore openPatiently(String uris, String project) {
    return open(Map.of("uris", uris, "project", project, "lookup_deadline", "30s"));
  }

  /** A project that no other test uses, so that the servers seem empty. */
  static String newProject() {
    return "project" + PROJECTS.incrementAndGet();
  }

  /** Opens a store on a server for a project, with other options besides. */
  static RedisOnlineStore open(RedisServer server, String project, Map<String, String> options) {
    Map<String, String> all = new HashMap<>(options);
    all.put("uris", server.uri());
    all.put("project", project);
    return open(all);
  }
}
