"""Uploads a spine from pandas and joins features to it, with ADBC.

    pip install -r requirements.txt
    pitwall demo --serve            # prints the address
    python adbc_upload_spine.py grpc://127.0.0.1:PORT

The spine becomes a temporary table, which lives as long as the session: here, the connection.
"""

import sys

import pandas
import pyarrow
from adbc_driver_flightsql import dbapi

JOIN = """
SELECT s.*, c.mean_dep_delay, w.temp
FROM spine AS s
LEFT JOIN carrier_delays FOR SYSTEM_TIME AS OF s.asked_at AS c
  ON c.carrier = s.carrier AND c.created_ts <= s.asked_at
LEFT JOIN airport_weather FOR SYSTEM_TIME AS OF s.asked_at AS w
  ON w.origin = s.origin
ORDER BY s.id
"""


def spine(count):
    """Moments at which we want to know what was known, one every hour."""
    ids = range(count)
    return pandas.DataFrame(
        {
            "id": ids,
            "asked_at": pandas.date_range("2013-02-01", periods=count, freq="h", tz="UTC"),
            "carrier": pandas.Categorical([("UA", "B6", "ZZ")[i % 3] for i in ids]),
            "origin": [("EWR", "JFK")[i % 2] for i in ids],
        }
    )


def main(address):
    frame = spine(1_000)
    with dbapi.connect(address, autocommit=True) as connection, connection.cursor() as cursor:
        rows = pyarrow.Table.from_pandas(frame, preserve_index=False)
        # In chunks, as ADBC sends no message above 16 MiB.
        chunks = rows.to_reader(max_chunksize=100_000)
        sent = cursor.adbc_ingest("spine", chunks, mode="create", temporary=True)
        cursor.execute(JOIN)
        joined = cursor.fetch_arrow_table().to_pandas()
        more = rows.slice(0, 10).to_batches()[0]
        appended = cursor.adbc_ingest("spine", more, mode="append", temporary=True)
        try:
            cursor.adbc_ingest("spine", rows, mode="create", temporary=True)
        except dbapi.Error as error:
            print(f"refused: {error}")
    print(joined.head().to_string())
    same = (joined["asked_at"] == frame["asked_at"]).all() and list(joined["id"]) == list(frame["id"])
    known = joined["mean_dep_delay"].notna().groupby(joined["carrier"]).sum()
    print(f"sent={sent} appended={appended} joined={len(joined)} same={same}")
    print(f"known: UA={known['UA']} ZZ={known['ZZ']} temp={joined['temp'].notna().sum()}")


if __name__ == "__main__":
    main(sys.argv[1])
