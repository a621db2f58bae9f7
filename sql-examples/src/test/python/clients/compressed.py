"""Reads one answer through clients that ask for it in different ways: compressed or not.

Prints for each a digest of the values. Arguments: pyarrow or adbc, then CODEC=ADDRESS of each.
"""

import hashlib
import sys

import pyarrow
import pyarrow.ipc
from adbc_driver_flightsql import dbapi
from pyarrow import flight

import matrix
import matrix_pyarrow

SQL = "SELECT m.* FROM matrix AS m, matrix AS a, matrix AS b, matrix AS c ORDER BY m.id"


def by_header(address, codec):
    """The header asks for compressed answers; what is sent is compressed, too."""
    options = flight.FlightCallOptions(
        headers=[(b"ipc_compression", codec.encode())],
        write_options=pyarrow.ipc.IpcWriteOptions(compression=None if codec == "none" else codec),
    )
    client = matrix_pyarrow.Calls(address, options)
    answer = client.query(SQL)
    client.ingest("sent", answer, True)
    sent = client.query("SELECT * FROM sent")
    client.close()
    assert sent.num_rows == answer.num_rows
    assert digest(sent.sort_by("id")) == digest(answer)
    return answer


def by_option(address, codec):
    """The session option of ADBC asks for it."""
    with dbapi.connect(address, autocommit=True) as connection:
        option = {"adbc.flight.sql.session.option.ipc_compression": codec}
        connection.adbc_connection.set_options(**option)
        with connection.cursor() as cursor:
            cursor.execute(SQL)
            return cursor.fetch_arrow_table()


def digest(table):
    values = [matrix.values_of(column) for column in table.columns]
    return hashlib.sha256(repr(values).encode("utf-8")).hexdigest()


read = {"pyarrow": by_header, "adbc": by_option}[sys.argv[1]]
for argument in sys.argv[2:]:
    codec, address = argument.split("=")
    print(digest(read(address, codec)))
