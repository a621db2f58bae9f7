package dev.pitwall.testkit.client;

import java.util.List;
import java.util.Map;

/**
 * What clients cannot do, by themselves or because the server does not take it.
 *
 * @param says what they say instead, by column; null when they have no such operation
 */
public record Exemption(
    List<String> clients, Operation operation, String because, Map<String, List<Object>> says) {}
