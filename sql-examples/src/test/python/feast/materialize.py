"""Makes data, applies the definitions, and materializes two views and a half with Feast.

Arguments: the directory to make, HOST:PORT of Redis, now in microseconds since the epoch.
"""

import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import write_deltalake

import definitions

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
MOMENT = pa.timestamp("us", tz="UTC")
TYPES = [
    ("driver_id", pa.int64()),
    ("event_ts", MOMENT),
    ("trips", pa.int64()),
    ("rank", pa.int32()),
    ("acceptance", pa.float32()),
    ("earnings", pa.float64()),
    ("city", pa.string()),
    ("active", pa.bool_()),
    ("hired", MOMENT),
    ("token", pa.binary()),
    ("recent", pa.list_(pa.int64())),
    ("scores", pa.list_(pa.float32())),
    ("tags", pa.list_(pa.string())),
]
PAIR_TYPES = [
    ("driver_id", pa.int64()),
    ("customer_id", pa.string()),
    ("event_ts", MOMENT),
    ("rides", pa.int64()),
]


def table(types, rows):
    columns = [pa.array(column, type) for column, (_, type) in zip(zip(*rows), types)]
    return pa.table(columns, schema=pa.schema(types))


def drivers(hour_ago, two_hours_ago, long_ago):
    leap_day = datetime(2020, 2, 29, 12, tzinfo=timezone.utc)
    moon_day = datetime(1969, 7, 20, 20, 17, 40, tzinfo=timezone.utc)
    full = [7, 3, 0.5, 1234.5, "Zürich", True, leap_day, b"\x00\xff", [1, -2], [0.25], ["a", "ü"]]
    part = [None, -2, -1.25, None, "", False, moon_day, b"", [], None, [""]]
    return [
        [1001, hour_ago, *full],
        [1001, two_hours_ago, 6, *full[1:]],
        [1002, hour_ago, *part],
        [1003, hour_ago, *[None] * len(full)],
        [1004, long_ago, *full],
    ]


def pairs(hour_ago):
    return [[1, "11", hour_ago, 5], [11, "1", hour_ago, 6], [11, "ü", hour_ago, None]]


def with_created(rows, types, created):
    return table([*types, ("created_ts", MOMENT)], [[*row, created] for row in rows])


def main():
    directory, redis = Path(sys.argv[1]), sys.argv[2]
    now = EPOCH + timedelta(microseconds=int(sys.argv[3]))
    hour_ago, long_ago = now - timedelta(hours=1), now - timedelta(days=40)
    definitions.create(directory, redis)
    data = directory / "data"
    typed = drivers(hour_ago, now - timedelta(hours=2), long_ago)
    pq.write_table(table(TYPES, typed), data / "driver_stats.parquet")
    pq.write_table(table(PAIR_TYPES, pairs(hour_ago)), data / "pair_stats.parquet")
    weather = [("event_ts", MOMENT), ("temperature", pa.float64())]
    pq.write_table(table(weather, [[hour_ago, -3.5]]), data / "weather.parquet")
    write_deltalake(str(data / "driver_history"), with_created(typed, TYPES, now))
    write_deltalake(str(data / "pair_history"), with_created(pairs(hour_ago), PAIR_TYPES, now))
    store = definitions.opened(directory)
    store.apply(definitions.OBJECTS)
    store.materialize(
        start_date=long_ago - timedelta(days=1),
        end_date=now,
        feature_views=["driver_stats", "pair_stats", "weather"],
    )


main()
