"""Appends rows to a lake table with ADBC: good ones, then some that break off midway."""

import sys

import pyarrow
from adbc_driver_flightsql import dbapi

COLUMNS = {
    "carrier": ["ZZ", "YY"],
    "flights": [7.0, None],  # pandas makes floats of whole numbers that have gaps
    "mean_dep_delay": [1.5, 2.5],
}
COUNT = "SELECT COUNT(*) FROM carriers"


def batches(count):
    batch = pyarrow.RecordBatch.from_pydict(COLUMNS)
    for _ in range(count):
        yield batch
    raise ValueError("the source broke")


def main(address):
    with dbapi.connect(address, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute(COUNT)
        (before,) = cursor.fetchone()
        appended = cursor.adbc_ingest("carriers", pyarrow.table(COLUMNS), mode="append")
        cursor.execute("SELECT flights FROM carriers WHERE carrier IN ('ZZ', 'YY') ORDER BY carrier")
        flights = cursor.fetchall()
        schema = pyarrow.RecordBatch.from_pydict(COLUMNS).schema
        reader = pyarrow.RecordBatchReader.from_batches(schema, batches(1_000))
        try:
            cursor.adbc_ingest("carriers", reader, mode="append")
        except dbapi.Error as error:
            print(f"broke off: {type(error).__name__}")
        cursor.execute(COUNT)
        (after,) = cursor.fetchone()
        cursor.execute("DESCRIBE HISTORY carriers")
        commits = len(cursor.fetchall())
    print(f"appended={appended} flights={flights} added={after - before} commits={commits}")


if __name__ == "__main__":
    main(sys.argv[1])
