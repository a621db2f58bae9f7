"""Reads a table of ours with delta-spark, and writes to it: a line of JSON for its columns, one for how many files a query by the
partition column and the event time reads, one for what a transaction that is there already adds, and then one for each row.

Spark is too large to be installed by the tests; docs/delta.md says how they are told of one.
"""
import datetime
import decimal
import json
import sys

from pyspark.sql import SparkSession

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def plain(value):
    """The value as the test compares it: microseconds, days, and texts of decimals and bytes."""
    if isinstance(value, datetime.datetime):
        return (value.astimezone(datetime.timezone.utc) - EPOCH) // datetime.timedelta(microseconds=1)
    if isinstance(value, datetime.date):
        return value.toordinal() - EPOCH.date().toordinal()
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).hex()
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value


spark = (SparkSession.builder.master("local[1]")
         .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
         .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
         .config("spark.sql.shuffle.partitions", "1")
         .config("spark.ui.enabled", "false")
         .config("spark.sql.session.timeZone", "UTC")
         .getOrCreate())
spark.sparkContext.setLogLevel("ERROR")
location, row, transaction = sys.argv[1], sys.argv[2], sys.argv[3]
table = f"delta.`{location}`"
out = [[[field.name, field.dataType.typeName()] for field in spark.table(table).schema.fields]]
files = spark.sql(f"SELECT DISTINCT input_file_name() FROM {table} WHERE event_ts_day = DATE '2024-02-03'"
                  " AND event_ts >= TIMESTAMP '2024-02-03 00:00:00'").count()
out.append(files)
application, version = transaction.split(":")
before = spark.table(table).count()
(spark.table(table).limit(1).write.format("delta").mode("append")
 .option("txnAppId", application).option("txnVersion", version).save(location))
out.append(spark.table(table).count() - before)
out.extend(plain(list(each)) for each in spark.table(table).collect())
for line in out:
    print("JSON " + json.dumps(line))
spark.sql(f"INSERT INTO {table} (id, event_ts, city) VALUES ({row}, TIMESTAMP '2024-05-01 00:00:00.000001', 'spark')")
spark.stop()
