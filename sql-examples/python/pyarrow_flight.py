"""Runs a point-in-time join with pyarrow alone, which knows Flight but not Flight SQL.

    python pyarrow_flight.py grpc://127.0.0.1:PORT
"""

import pathlib
import sys

from pyarrow import flight

SQL = pathlib.Path(__file__).parent.parent / "sql" / "asof_join.sql"
STATEMENT_QUERY = "type.googleapis.com/arrow.flight.protocol.sql.CommandStatementQuery"


def field(number, value):
    """A length-delimited field of a protocol buffer."""
    length = len(value)
    size = bytearray()
    while length > 0x7F:
        size.append(length & 0x7F | 0x80)
        length >>= 7
    size.append(length)
    return bytes([number << 3 | 2]) + bytes(size) + value


def command(sql):
    """The Flight SQL command that runs a query: a CommandStatementQuery inside an Any."""
    query = field(1, sql.encode("utf-8"))
    return field(1, STATEMENT_QUERY.encode("utf-8")) + field(2, query)


def main(address):
    sql = SQL.read_text(encoding="utf-8").rstrip().rstrip(";")
    with flight.connect(address) as client:
        info = client.get_flight_info(flight.FlightDescriptor.for_command(command(sql)))
        table = client.do_get(info.endpoints[0].ticket).read_all()
    print(table.schema)
    print(f"rows={table.num_rows} observed={table.num_rows - table['observed'].null_count}")


if __name__ == "__main__":
    main(sys.argv[1])
