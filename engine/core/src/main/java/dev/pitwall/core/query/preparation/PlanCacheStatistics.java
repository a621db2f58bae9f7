package dev.pitwall.core.query.preparation;

/**
 * What the plan cache did since the engine was opened.
 *
 * @param hits queries whose plan was found
 * @param misses queries that were planned
 * @param outdated plans that were found, but whose tables had changed
 * @param size plans that are kept, about
 */
public record PlanCacheStatistics(long hits, long misses, long outdated, long size) {}
