"""Has names looked for in another schema first, by the option that ADBC has for it."""

import sys

from adbc_driver_flightsql import dbapi

LOOKUP = "EXPLAIN SELECT * FROM carrier_delays WHERE carrier = 'UA'"


def tables(connection):
    with connection.cursor() as cursor:
        cursor.execute(LOOKUP)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    return "online" if "OnlineLookup" in plan else "history"


with dbapi.connect(sys.argv[1], autocommit=True) as connection:
    before = f"{connection.adbc_current_db_schema!r} {tables(connection)}"
    connection.adbc_current_db_schema = "online"
    print(before, "->", connection.adbc_current_db_schema, tables(connection))
    try:
        connection.adbc_current_db_schema = "nowhere"
    except dbapi.Error as error:
        print("refused:", error)
