"""Asks for the newest features of some airlines with a prepared lookup, with ADBC.

    pip install -r requirements.txt
    pitwall demo --serve            # prints the address
    python adbc_prepared_lookup.py grpc://127.0.0.1:PORT

A statement is planned once; each request binds its keys. The cursor prepares a statement anew only
when its text changes.
"""

import sys

import pyarrow
from adbc_driver_flightsql import dbapi

ONE = 'SELECT flights, "$status" FROM online.carrier_delays WHERE carrier = ?'
SEVERAL = """
SELECT k.carrier, c.flights, c."$status"
FROM UNNEST(CAST(? AS VARCHAR ARRAY)) AS k (carrier)
LEFT JOIN online.carrier_delays AS c ON c.carrier = k.carrier
"""


def main(address):
    with dbapi.connect(address, autocommit=True) as connection, connection.cursor() as cursor:
        for carrier in ("UA", "B6", "??"):
            cursor.execute(ONE, (carrier,))
            flights, status = cursor.fetchone()
            print(f"{carrier}: {flights} {status}")
        keys = pyarrow.array([["UA", "B6", "??"]], pyarrow.list_(pyarrow.string()))
        cursor.execute(SEVERAL, pyarrow.record_batch([keys], names=["keys"]))
        rows = cursor.fetchall()
        # Rows that are bound together are run in turn; their answers follow each other.
        cursor.execute(ONE, pyarrow.record_batch([["UA", "B6"]], names=["carrier"]))
        bound = cursor.fetchall()
    print(f"bound rows: {[status for _, status in bound]}")
    print(" ".join(f"{carrier}={status}" for carrier, _, status in rows))


if __name__ == "__main__":
    main(sys.argv[1])
