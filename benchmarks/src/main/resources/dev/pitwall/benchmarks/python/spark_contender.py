"""Spark: one union of all histories with the spine, and the last value before each row of it in a window.

That is how feature stores on Spark do it; a join on the key with an inequality would make every pair first.
"""

import os

from pyspark.sql import SparkSession, Window
from pyspark.sql import functions as F


class Contender:
    def __init__(self, directory):
        cores = os.cpu_count()
        self._spark = (
            SparkSession.builder.master("local[*]")
            .config("spark.driver.memory", "8g")
            .config("spark.sql.shuffle.partitions", str(4 * cores))
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.local.dir", os.path.join(directory, "scratch"))
            .config("spark.ui.enabled", "false")
            .getOrCreate()
        )

    def prepare(self, query):
        pass

    def run(self, query):
        sums = [F.sum(F.col(column).cast("double")) for column in self._columns(query)]
        row = self._training_set(query).agg(F.count(F.lit(1)), *sums).first()
        return [float(value or 0) for value in row]

    def answer(self, query, directory):
        answer = self._training_set(query).select("spine_id", *self._columns(query))
        answer.write.mode("overwrite").parquet(directory)

    @staticmethod
    def _columns(query):
        return [f"{view['name']}_{feature}" for view in query["views"] for feature in view["features"]]

    def _training_set(self, query):
        keys = query["keys"]
        rows = self._spark.read.parquet(query["spine"]).select(*keys, F.col("at_ts").alias("ts"), "spine_id")
        for view in query["views"]:
            history = self._spark.read.parquet(view["table"]).select(
                *keys,
                F.col("event_ts").alias("ts"),
                F.struct("event_ts", *view["features"]).alias(view["name"]),
            )
            rows = rows.unionByName(history, allowMissingColumns=True)
        # At the same moment, features come before the spine: the bound is inclusive.
        window = Window.partitionBy(*keys).orderBy("ts", F.col("spine_id").asc_nulls_first())
        up_to_now = window.rowsBetween(Window.unboundedPreceding, Window.currentRow)
        for view in query["views"]:
            rows = rows.withColumn(view["name"], F.last(view["name"], ignorenulls=True).over(up_to_now))
        return rows.where("spine_id IS NOT NULL").select(
            "spine_id", *[feature for view in query["views"] for feature in self._features(view)]
        )

    @staticmethod
    def _features(view):
        age = F.unix_micros("ts") - F.unix_micros(view["name"] + ".event_ts")
        days = view["timeToLiveDays"]
        valid = age <= days * 86_400_000_000 if days else F.lit(True)
        return [
            F.when(valid, F.col(f"{view['name']}.{feature}")).alias(f"{view['name']}_{feature}")
            for feature in view["features"]
        ]
