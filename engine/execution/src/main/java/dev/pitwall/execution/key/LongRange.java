package dev.pitwall.execution.key;

/** Integers from the smallest to the largest, both included. */
public record LongRange(long minimum, long maximum) {}
