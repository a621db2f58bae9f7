package dev.pitwall.redis.config;

/** How many servers hold the data, and so how a key is found. */
public enum Deployment {
  /** One server, perhaps with replicas that are not read. */
  SINGLE,
  /** A Redis Cluster: the servers given are asked for all others. */
  CLUSTER
}
