package dev.pitwall.testkit.contract;

import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.List;

/** One of several lookups that are made at once. */
record OnlineQuestion(
    FeatureViewSpec view, List<String> features, long now, List<List<Object>> keys) {}
