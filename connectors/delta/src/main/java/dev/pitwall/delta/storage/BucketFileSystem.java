package dev.pitwall.delta.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.s3a.S3AFileSystem;

/**
 * A bucket, through the one S3A client that a store has for it. Hadoop's own cache goes by the
 * bucket's name alone, and would hand the client of one store, with its credentials, to another.
 */
public final class BucketFileSystem extends FilterFileSystem {
  private static final String OWNER = "pitwall.storage.owner";
  private static final Map<String, Map<String, FileSystem>> CLIENTS = new ConcurrentHashMap<>();

  /** Made by Hadoop, by name. */
  public BucketFileSystem() {}

  /** Lets paths under {@code s3a://} be found through clients that the owner closes. */
  static void register(String owner, Configuration configuration) {
    CLIENTS.put(owner, new ConcurrentHashMap<>());
    configuration.set(OWNER, owner);
    configuration.setClass("fs.s3a.impl", BucketFileSystem.class, FileSystem.class);
    configuration.setBoolean("fs.s3a.impl.disable.cache", true);
  }

  /** Closes an owner's clients, if it has any. */
  static void closeAll(String owner) throws IOException {
    Map<String, FileSystem> clients = CLIENTS.remove(owner);
    if (clients != null) {
      for (FileSystem client : clients.values()) {
        client.close();
      }
    }
  }

  @Override
  public void initialize(URI name, Configuration configuration) throws IOException {
    Map<String, FileSystem> clients = CLIENTS.get(configuration.get(OWNER));
    if (clients == null) {
      throw new IOException("the store is closed");
    }
    try {
      fs = clients.computeIfAbsent(name.getAuthority(), bucket -> connect(name, configuration));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static FileSystem connect(URI name, Configuration configuration) {
    // What is to be put waits in local files, which S3A insists to write through this class.
    Configuration own = new Configuration(configuration);
    own.setClass("fs.file.impl", LocalFileSystem.class, FileSystem.class);
    own.setBoolean("fs.file.impl.disable.cache", true);
    S3AFileSystem client = new S3AFileSystem();
    try {
      client.initialize(name, own);
      return client;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String getScheme() {
    return fs.getScheme();
  }

  /** Others use the client still. */
  @Override
  public void close() {}
}
