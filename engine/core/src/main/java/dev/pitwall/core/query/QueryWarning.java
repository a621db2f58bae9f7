package dev.pitwall.core.query;

/**
 * Something a statement's author should know, though the statement runs.
 *
 * @param sqlState of class 01
 */
public record QueryWarning(String sqlState, String message) {}
