"""Reads the training set of late flights into a pandas frame, with ADBC.

    pip install -r requirements.txt
    pitwall demo --serve            # prints the address
    python adbc_training_set.py grpc://127.0.0.1:PORT
"""

import pathlib
import sys

from adbc_driver_flightsql import dbapi

SQL = pathlib.Path(__file__).parent.parent / "sql" / "training_set.sql"


def main(address):
    query = SQL.read_text(encoding="utf-8").rstrip().rstrip(";")
    with dbapi.connect(address, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        frame = cursor.fetch_arrow_table().to_pandas()
        cursor.execute("SELECT COUNT(*) FROM flights WHERE carrier = 'UA'")
        (united,) = cursor.fetchone()
    print(frame.head().to_string())
    print(frame.groupby("carrier")["mean_dep_delay"].mean().to_string())
    print(f"rows={len(frame)} late={frame['late'].sum()} united={united}")


if __name__ == "__main__":
    main(sys.argv[1])
