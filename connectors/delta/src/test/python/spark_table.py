"""Writes the table of spark.zip below the directory given, with pyspark 4.1.4 and delta-spark 4.4.0.

Spark is too large to be installed by the tests, so what it wrote is kept. Run it with the jar of io.delta:delta-spark_4.1_2.13
and those it needs: spark-submit --packages io.delta:delta-spark_4.1_2.13:4.4.0 spark_table.py DIRECTORY
"""
import sys

from pyspark.sql import SparkSession

spark = (SparkSession.builder.master("local[1]")
         .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
         .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
         .config("spark.sql.shuffle.partitions", "1")
         .config("spark.sql.session.timeZone", "UTC")
         .getOrCreate())
table = f"delta.`{sys.argv[1]}/spark`"
spark.sql(f"""
    CREATE TABLE {table} (id BIGINT, event_ts TIMESTAMP, local_ts TIMESTAMP_NTZ, price DECIMAL(10, 2), small SMALLINT,
                          name STRING, tags ARRAY<STRING>, city STRING)
    USING delta PARTITIONED BY (city)
    TBLPROPERTIES ('delta.enableDeletionVectors' = 'true', 'delta.columnMapping.mode' = 'name',
                   'delta.checkpointPolicy' = 'v2', 'delta.enableTypeWidening' = 'true', 'delta.checkpointInterval' = '5')""")
for i in range(7):
    spark.sql(f"""
        INSERT INTO {table}
        SELECT id, timestamp_micros(1704067200000000 + id), timestamp_ntz'2024-01-01 00:00:00.123456',
               CAST(id AS DECIMAL(10, 2)) / 4, CAST(id AS SMALLINT), concat('n', id), array('a', CAST(id AS STRING)),
               IF(id % 2 = 0, 'a b', 'ü/%')
        FROM range({i * 10}, {i * 10 + 10})""")
spark.sql(f"DELETE FROM {table} WHERE id % 7 = 3")
spark.sql(f"ALTER TABLE {table} RENAME COLUMN name TO title")
spark.sql(f"ALTER TABLE {table} ALTER COLUMN small TYPE BIGINT")
spark.sql(f"INSERT INTO {table} VALUES (1000, timestamp'2024-06-01 00:00:00', NULL, NULL, 3000000000, NULL, NULL, NULL)")
spark.sql(f"UPDATE {table} SET title = 'changed' WHERE id = 42")
