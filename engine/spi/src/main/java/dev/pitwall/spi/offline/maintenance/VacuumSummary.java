package dev.pitwall.spi.offline.maintenance;

/**
 * What a vacuum deleted, or would delete.
 *
 * @param files data files
 * @param bytes their size
 */
public record VacuumSummary(long files, long bytes) {}
