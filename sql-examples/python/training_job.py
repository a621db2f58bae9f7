"""What a training job does: takes labels from a pandas frame, has the server join every feature to them that it has the
keys for, and reads the rows into a frame or, batch by batch, into a Parquet file.

    pip install -r requirements.txt
    pitwall demo --serve            # prints the address
    python training_job.py grpc://127.0.0.1:PORT training.parquet

Batches arrive while the server still works on the next ones, and it waits for a reader that is behind: a training set
of any size goes into the file, with two or three batches in memory.
"""

import sys

import pyarrow
from adbc_driver_flightsql import dbapi
from pyarrow import parquet

LABELS = "SELECT sched_dep AS asked_at, carrier, origin, tailnum, late FROM flights WHERE dest = 'LAX'"

# The registry is a schema like any other.
FEATURES = """
SELECT f.feature_view || ':' || f.name
FROM registry.features AS f
JOIN registry.feature_views AS v ON v.name = f.feature_view
JOIN registry.entities AS e ON e.name = v.entity
WHERE e.join_keys IN ('carrier', 'origin', 'tailnum')
ORDER BY 1
"""

JOIN = """
SELECT * FROM TABLE(POINT_IN_TIME(
  SPINE => TABLE spine,
  AT => DESCRIPTOR(asked_at),
  FEATURES => ARRAY[{features}],
  KNOWN_BY => TRUE,
  FULL_FEATURE_NAMES => TRUE))
"""


def labels(cursor):
    """The rows to learn from: here, every other flight to Los Angeles, as your notebook might have it."""
    cursor.execute(LABELS)
    return cursor.fetch_df().iloc[::2]


def upload(cursor, frame):
    """Makes a frame the temporary table ``spine``, which lives as long as the connection."""
    table = pyarrow.Table.from_pandas(frame, preserve_index=False)
    # In chunks, as ADBC sends no message above 16 MiB.
    return cursor.adbc_ingest("spine", table.to_reader(max_chunksize=100_000), mode="create", temporary=True)


def join(cursor):
    """The query that joins all features to the spine, and how many views they are of."""
    cursor.execute(FEATURES)
    features = [name for (name,) in cursor.fetchall()]
    quoted = ", ".join(f"'{name}'" for name in features)
    return JOIN.format(features=quoted), len({name.split(":")[0] for name in features})


def write_parquet(reader, path):
    """Writes each batch as it arrives; gives the number of rows."""
    rows = 0
    with parquet.ParquetWriter(path, reader.schema) as writer:
        for batch in reader:
            writer.write_batch(batch)
            rows += batch.num_rows
    return rows


def main(address, path):
    with dbapi.connect(address, autocommit=True) as connection, connection.cursor() as cursor:
        frame = labels(cursor)
        sent = upload(cursor, frame)
        query, views = join(cursor)
        cursor.execute(query)
        joined = cursor.fetch_df()
        cursor.execute(query)
        written = write_parquet(cursor.fetch_record_batch(), path)
    print(joined.iloc[:5, :8].to_string())
    read = parquet.read_table(path)
    same = sorted(joined.columns) == sorted(read.column_names) and joined["late"].sum() == read["late"].to_pandas().sum()
    print(f"sent={sent} views={views} columns={len(joined.columns)} joined={len(joined)} written={written} same={same}")
    print(f"with weather: {joined['airport_weather__temp'].notna().mean():.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
