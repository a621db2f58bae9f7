package dev.pitwall.core.feast.file;

import java.util.Map;

/** Reads {@code feast.core.DataSource}. */
final class SourceMessages {
  private static final int TYPE = 1;
  private static final int FIELD_MAPPING = 2;
  private static final int TIMESTAMP_FIELD = 3;
  private static final int CREATED_FIELD = 5;
  private static final int FILE_OPTIONS = 11;
  private static final int NAME = 20;
  private static final int SPARK_OPTIONS = 27;

  private static final String DELTA = "delta";
  private static final String PARQUET = "parquet";

  private static final Map<Long, String> STREAMS =
      Map.of(
          3L, "Kafka source",
          4L, "Kinesis source",
          7L, "request source",
          9L, "push source");
  private static final Map<Long, String> TABLES =
      Map.of(
          1L, "file source",
          2L, "BigQuery source",
          5L, "Redshift source",
          6L, "custom source",
          8L, "Snowflake source",
          10L, "Trino source",
          11L, "Spark source",
          12L, "Athena source",
          13L, "Iceberg source");

  private SourceMessages() {}

  static String name(ProtoMessage source) {
    return source.text(NAME);
  }

  /** Whether rows come from there by and by, or with the request. */
  static boolean isStream(ProtoMessage source) {
    return STREAMS.containsKey(source.number(TYPE));
  }

  static String kind(ProtoMessage source) {
    long type = source.number(TYPE);
    return STREAMS.getOrDefault(type, TABLES.getOrDefault(type, "source of Feast's type " + type));
  }

  static FeastSource read(ProtoMessage source) {
    return new FeastSource(
        name(source),
        kind(source),
        source.text(TIMESTAMP_FIELD),
        source.text(CREATED_FIELD),
        source.map(FIELD_MAPPING),
        format(source),
        location(source));
  }

  private static String location(ProtoMessage source) {
    return source
        .message(FILE_OPTIONS)
        .map(files -> files.text(2))
        .or(() -> source.message(SPARK_OPTIONS).map(spark -> spark.text(3)))
        .orElse("");
  }

  private static String format(ProtoMessage source) {
    return source
        .message(FILE_OPTIONS)
        .map(files -> files.message(1).filter(format -> format.has(2)).map(f -> DELTA))
        .map(format -> format.orElse(PARQUET))
        .or(() -> source.message(SPARK_OPTIONS).map(SourceMessages::sparkFormat))
        .orElse("");
  }

  private static String sparkFormat(ProtoMessage spark) {
    return spark.message(6).filter(table -> table.has(2)).map(table -> DELTA).orElse(spark.text(4));
  }
}
