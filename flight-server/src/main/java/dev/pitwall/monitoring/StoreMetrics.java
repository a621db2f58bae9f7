package dev.pitwall.monitoring;

import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.plugin.StoreMeasures.Kind;
import dev.pitwall.spi.plugin.StoreMeasures.Measure;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the stores count, and how old the online rows of views may be. */
final class StoreMetrics {
  private static final Logger LOGGER = LoggerFactory.getLogger(StoreMetrics.class);
  private static final double NANOS_PER_SECOND = 1e9;

  private final MeterRegistry registry;
  private final FeatureQueryEngine engine;
  private final MultiGauge ages;
  private final Map<Id, Double> values = new ConcurrentHashMap<>();

  /** Which of a store's measures it is. */
  private record Id(String name, Map<String, String> labels) {}

  StoreMetrics(MeterRegistry registry, FeatureQueryEngine engine) {
    this.registry = registry;
    this.engine = engine;
    this.ages =
        MultiGauge.builder("pitwall.feature.view.watermark.age")
            .description("Time since the latest event that the online store may have of a view")
            .baseUnit("seconds")
            .register(registry);
  }

  /** Asks the stores and the registry. */
  void update() {
    engine.storeMeasures().forEach(this::update);
    Instant now = Instant.now();
    List<Row<?>> rows =
        watermarks().entrySet().stream()
            .<Row<?>>map(mark -> age(mark.getKey(), Duration.between(mark.getValue(), now)))
            .toList();
    ages.register(rows, /* overwrite= */ true);
  }

  /** None while the registry does not tell them: all other figures are wanted the more then. */
  private Map<String, Instant> watermarks() {
    try {
      return engine.watermarks();
    } catch (PitwallException e) {
      LOGGER.warn("no ages of feature views: {}", e.getMessage());
      return Map.of();
    }
  }

  private static Row<Number> age(String view, Duration age) {
    return Row.of(Tags.of("view", view), age.toNanos() / NANOS_PER_SECOND);
  }

  private void update(Measure measure) {
    Id id = new Id(measure.name(), measure.labels());
    if (values.put(id, measure.value()) == null) {
      bind(measure, id);
    }
  }

  private void bind(Measure measure, Id id) {
    String name = "pitwall." + measure.name();
    Tags tags = Tags.empty();
    for (Map.Entry<String, String> label : measure.labels().entrySet()) {
      tags = tags.and(label.getKey(), label.getValue());
    }
    if (measure.kind() == Kind.COUNT) {
      FunctionCounter.builder(name, values, known -> known.get(id))
          .description(measure.meaning())
          .tags(tags)
          .register(registry);
    } else {
      Gauge.builder(name, values, known -> known.get(id))
          .description(measure.meaning())
          .tags(tags)
          .register(registry);
    }
  }
}
