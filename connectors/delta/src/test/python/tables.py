"""Writes tables with delta-rs below the directory given."""
import datetime
import os
import sys

import pyarrow as pa
from deltalake import DeltaTable, write_deltalake

home = sys.argv[1]
table = os.path.join(home, "visits")
epoch = datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc)


def visits(first, last, cities):
    numbers = list(range(first, last))
    return pa.table({
        "n": pa.array(numbers, pa.int64()),
        "city": pa.array([cities[i % len(cities)] for i in numbers], pa.string()),
        "at": pa.array([epoch + datetime.timedelta(microseconds=i) for i in numbers], pa.timestamp("us", "UTC")),
        "price": pa.array([None if i % 5 == 0 else i / 2 for i in numbers], pa.float64()),
    })


for commit in range(12):
    write_deltalake(table, visits(10 * commit, 10 * commit + 10, ["a b", "ü/%", None, "plain"]),
                    partition_by=["city"], mode="append")
DeltaTable(table).create_checkpoint()
DeltaTable(table).delete("n >= 20 AND n < 30")
more = visits(120, 124, ["plain"]).append_column("added", pa.array(["w", "x", "y", "z"]))
write_deltalake(table, more, mode="append", schema_mode="merge")
DeltaTable(table).optimize.compact()

# All is done; threads of the libraries now and then abort the interpreter while it ends.
sys.stdout.flush()
os._exit(0)
