"""Reads a table with delta-rs: a line of JSON for its columns, then one for each row, then appends the first row again."""
import datetime
import decimal
import json
import os
import sys

import pyarrow as pa
from deltalake import DeltaTable, write_deltalake

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def plain(value):
    """The value as the test compares it: microseconds, days, and texts of decimals and bytes."""
    if isinstance(value, datetime.datetime):
        return (value - EPOCH) // datetime.timedelta(microseconds=1)
    if isinstance(value, datetime.date):
        return value.toordinal() - EPOCH.date().toordinal()
    if isinstance(value, decimal.Decimal):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return value


location = sys.argv[1]
table = DeltaTable(location)
print(json.dumps([[field.name, str(field.type.type if hasattr(field.type, "type") else field.type)]
                  for field in table.schema().fields]))
rows = pa.table(table.to_pyarrow_table() if hasattr(table, "to_pyarrow_table") else table.to_arrow())
for row in rows.to_pylist():
    print(json.dumps(plain(row)))
if len(sys.argv) > 2:
    write_deltalake(location, rows.filter(pa.compute.equal(rows["id"], int(sys.argv[2]))), mode="append")

# All is done; threads of the libraries now and then abort the interpreter while it ends.
sys.stdout.flush()
os._exit(0)
