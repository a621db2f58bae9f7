"""The matrix of types, NULLs and operations that every client has to pass, for clients in Python.

A client is an object with the methods query, metadata, bind, insert, ingest and cancel. What it
reads is printed as one JSON object for each operation and column, in the texts of the declaration.
"""

import datetime
import decimal
import json

import pyarrow

ENDLESS = "SELECT COUNT(*) FROM {} WHERE {} > 1".format(
    ", ".join(f"matrix AS {name}" for name in "abcdefghij"),
    " + ".join(f"{name}.id" for name in "abcdefghij"),
)
RUNNING = """
SELECT COUNT(*) FROM system.queries
WHERE state = 'RUNNING' AND query LIKE 'SELECT COUNT(*) FROM matrix AS a%'
"""
SCALARS = {
    "bool": pyarrow.bool_(),
    "int8": pyarrow.int8(),
    "int16": pyarrow.int16(),
    "int32": pyarrow.int32(),
    "int64": pyarrow.int64(),
    "float": pyarrow.float32(),
    "double": pyarrow.float64(),
    "decimal128(20, 4)": pyarrow.decimal128(20, 4),
    "decimal128(38, 10)": pyarrow.decimal128(38, 10),
    "string": pyarrow.string(),
    "binary": pyarrow.binary(),
    "date32[day]": pyarrow.date32(),
    "timestamp[us]": pyarrow.timestamp("us"),
    "timestamp[us, tz=UTC]": pyarrow.timestamp("us", "UTC"),
}


class Column:
    """A column of the declaration, with a value for each of so many rows."""

    def __init__(self, declared, rows):
        self.name = declared["name"]
        self.sql_type = declared["type"]
        self.selected = f"{declared['from']} AS {self.name}" if "from" in declared else self.name
        self.is_stored = "from" not in declared
        self.type = arrow_type(declared["arrow"])
        texts = declared["values"] + [None] * (rows - len(declared["values"]))
        self.values = [parse(text, self.type) for text in texts]

    def array(self):
        return pyarrow.array(self.values, self.type)


def arrow_type(name):
    kind, _, parts = name.partition("<")
    if kind == "list":
        return pyarrow.list_(SCALARS[parts[:-1]])
    if kind == "map":
        return pyarrow.map_(*(SCALARS[part] for part in parts[:-1].split(", ")))
    if kind == "struct":
        fields = (part.split(": ") for part in parts[:-1].split(", "))
        return pyarrow.struct([(field, SCALARS[type]) for field, type in fields])
    return SCALARS[name]


def type_name(type):
    """The type's name, whatever a list calls its elements, and a map its entries."""
    if pyarrow.types.is_map(type):
        return f"map<{type.key_type}, {type.item_type}>"
    return f"list<{type.value_type}>" if pyarrow.types.is_list(type) else str(type)


def parse(text, type):
    """A declared value as Python has it."""
    if text is None:
        return None
    if pyarrow.types.is_list(type):
        return [parse(element, type.value_type) for element in text]
    if pyarrow.types.is_map(type):
        return [(key, parse(member, type.item_type)) for key, member in text.items()]
    if pyarrow.types.is_struct(type):
        return {name: parse(member, type.field(name).type) for name, member in text.items()}
    if pyarrow.types.is_boolean(type):
        return text == "true"
    if pyarrow.types.is_integer(type):
        return int(text)
    if pyarrow.types.is_floating(type):
        return float(text)
    if pyarrow.types.is_decimal(type):
        return decimal.Decimal(text)
    if pyarrow.types.is_binary(type):
        return bytes.fromhex(text)
    if pyarrow.types.is_date(type):
        return datetime.date.fromisoformat(text)
    if pyarrow.types.is_timestamp(type):
        return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return text


def said(value):
    """A value that was read as the declaration writes it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list):
        return [said(element) for element in value]
    if isinstance(value, dict):
        return {key: said(member) for key, member in value.items()}
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}.get(repr(value), repr(value))
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, datetime.datetime):
        clock = value.replace(tzinfo=None).isoformat(" ", "microseconds")
        return clock if value.tzinfo is None else clock + "Z"
    return str(value)


def values_of(array):
    """What an array holds, maps as those of Python."""
    return array.to_pylist(maps_as_pydicts="strict")


def report(operation, column, values):
    print(json.dumps({"operation": operation, "column": column, "values": values}))


def nullability(nullable):
    return "NULL" if nullable else "NOT NULL"


def described(name, size, scale, nullable):
    """What metadata says of a column, in one line."""
    numbers = ("-" if number is None else str(number) for number in (size, scale))
    return " ".join((name, *numbers, "-" if nullable is None else nullability(nullable)))


def attempt(operation, column, action):
    """Reports the values that an action gives, or why it fails."""
    try:
        values = [said(value) for value in action()]
    except Exception as error:
        values = [f"! {type(error).__name__}: {error}"]
    report(operation, column, values)


def load(declaration):
    with open(declaration, encoding="utf-8") as file:
        declared = json.load(file)["columns"]
    rows = max(len(column["values"]) for column in declared)
    return [Column(column, rows) for column in declared]


def run(client, other, declaration):
    """Does everything with a client; the other one only looks on, on a connection of its own."""
    columns = load(declaration)
    stored = [column for column in columns if column.is_stored]
    cancel(client, other)
    query(client, columns)
    for name, line in client.metadata("lake", "matrix"):
        report("METADATA", name, [line])
    for column in columns:
        sql = f"SELECT CAST(? AS {column.sql_type})"
        attempt("BIND", column.name, lambda: client.bind(sql, column))
    for column in stored:
        attempt("BATCH", column.name, lambda: batch(client, column))
    attempt_table("INGEST", client, columns, "uploaded", temporary=True)
    attempt_table("APPEND", client, stored, "copy", temporary=False)


def query(client, columns):
    selected = ", ".join(column.selected for column in columns)
    table = client.query(f"SELECT {selected} FROM matrix ORDER BY id")
    for field, values in zip(table.schema, table.columns):
        report("RESULT", field.name, [f"{type_name(field.type)} {nullability(field.nullable)}"])
        report("QUERY", field.name, [said(value) for value in values_of(values)])


def batch(client, column):
    keys = pyarrow.array(range(len(column.values)), pyarrow.int32())
    first = next_key(client)
    keys = pyarrow.compute.add(keys, pyarrow.scalar(first, pyarrow.int32()))
    if column.name == "id":
        client.insert("INSERT INTO copy (id) VALUES (?)", {"id": keys})
    else:
        sql = f"INSERT INTO copy (id, {column.name}) VALUES (?, ?)"
        client.insert(sql, {"id": keys, column.name: column.array()})
    return copied(client, column, "copy", first)


def attempt_table(operation, client, columns, name, temporary):
    first = 0 if temporary else next_key(client)
    arrays = {column.name: column.array() for column in columns}
    arrays["id"] = pyarrow.compute.add(arrays["id"], pyarrow.scalar(first, pyarrow.int32()))
    count = client.ingest(name, pyarrow.table(arrays), temporary)
    assert count == len(arrays["id"]), f"{count} rows were taken"
    for column in columns:
        attempt(operation, column.name, lambda: copied(client, column, name, first))


def copied(client, column, table, first):
    selected = f"id - {first}" if column.name == "id" else column.name
    rows = client.query(f"SELECT {selected} FROM {table} WHERE id >= {first} ORDER BY id")
    return values_of(rows.column(0))


def next_key(client):
    return client.query("SELECT COALESCE(MAX(id) + 1, 0) FROM copy").column(0)[0].as_py()


def cancel(client, other):
    def running():
        return other.query(RUNNING).column(0)[0].as_py() > 0

    def until_running():
        while not running():
            pass

    ending = client.cancel(ENDLESS, until_running)
    while running():
        pass
    report("CANCEL", "", [ending])
