package dev.pitwall.core.catalog;

import dev.pitwall.spi.model.EntitySpec;
import dev.pitwall.spi.model.FeatureServiceSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that the catalog knew at one version. Immutable; names are found in any case.
 *
 * @param version rises with every change
 */
public record CatalogSnapshot(
    long version,
    Map<String, EntitySpec> entityMap,
    Map<String, FeatureViewSpec> featureViewMap,
    Map<String, LakeTable> lakeTableMap,
    Map<String, FeatureServiceSpec> featureServiceMap,
    Map<String, TrainingSet> trainingSetMap) {
  /** A catalog in which nothing was created yet. */
  public static final CatalogSnapshot EMPTY =
      new CatalogSnapshot(0, Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

  public CatalogSnapshot {
    entityMap = anyCase(entityMap);
    featureViewMap = anyCase(featureViewMap);
    lakeTableMap = anyCase(lakeTableMap);
    featureServiceMap = anyCase(featureServiceMap);
    trainingSetMap = anyCase(trainingSetMap);
  }

  public Optional<EntitySpec> entity(String name) {
    return Optional.ofNullable(entityMap.get(name));
  }

  public Optional<FeatureViewSpec> featureView(String name) {
    return Optional.ofNullable(featureViewMap.get(name));
  }

  public Optional<LakeTable> lakeTable(String name) {
    return Optional.ofNullable(lakeTableMap.get(name));
  }

  public Optional<FeatureServiceSpec> featureService(String name) {
    return Optional.ofNullable(featureServiceMap.get(name));
  }

  public Optional<TrainingSet> trainingSet(String name) {
    return Optional.ofNullable(trainingSetMap.get(name));
  }

  /** In the order of their names. */
  public Collection<EntitySpec> entities() {
    return entityMap.values();
  }

  /** In the order of their names. */
  public Collection<FeatureViewSpec> featureViews() {
    return featureViewMap.values();
  }

  /** In the order of their names. */
  public Collection<LakeTable> lakeTables() {
    return lakeTableMap.values();
  }

  /** In the order of their names. */
  public Collection<FeatureServiceSpec> featureServices() {
    return featureServiceMap.values();
  }

  /** In the order of their names. */
  public Collection<TrainingSet> trainingSets() {
    return trainingSetMap.values();
  }

  private static <T> SortedMap<String, T> anyCase(Map<String, T> map) {
    SortedMap<String, T> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(map);
    return Collections.unmodifiableSortedMap(copy);
  }
}
