"""Looks features up in one call each, with pyarrow alone: keys are sent, features come back.

    python pyarrow_lookup.py grpc://127.0.0.1:PORT
"""

import sys

import pyarrow
from pyarrow import flight

from pyarrow_flight import command

SQL = """
SELECT k.carrier, c.flights, c."$status"
FROM UNNEST(CAST(? AS VARCHAR ARRAY)) AS k (carrier)
LEFT JOIN online.carrier_delays AS c ON c.carrier = k.carrier
"""


def look_up(client, sql, values):
    """The answers to a query with one parameter for each column: a run for each row of values."""
    descriptor = flight.FlightDescriptor.for_command(command(sql))
    writer, reader = client.do_exchange(descriptor)
    with writer:
        writer.begin(values.schema)
        writer.write_batch(values)
        writer.done_writing()
        return reader.read_all()


def main(address):
    with flight.connect(address) as client:
        for carriers in (["UA"], ["B6", "??"]):
            keys = pyarrow.array([carriers], pyarrow.list_(pyarrow.string()))
            rows = look_up(client, SQL, pyarrow.record_batch([keys], names=["keys"])).to_pylist()
            print(" ".join(f"{row['carrier']}={row['$status']}" for row in rows))


if __name__ == "__main__":
    main(sys.argv[1])
