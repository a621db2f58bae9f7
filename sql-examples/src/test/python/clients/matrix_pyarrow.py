"""pyarrow alone in the matrix of all clients: it knows Flight, and is told Flight SQL here."""

import sys
import threading

import pyarrow
import pyarrow.compute
from pyarrow import flight

import matrix

PACKAGE = "type.googleapis.com/arrow.flight.protocol.sql."


def varint(number):
    encoded = bytearray()
    while number > 0x7F:
        encoded.append(number & 0x7F | 0x80)
        number >>= 7
    encoded.append(number)
    return bytes(encoded)


def field(number, value):
    """A field of a protocol buffer: text, bytes, or a number or truth value."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    content = value.encode("utf-8") if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(content)) + content


def message(name, *fields):
    """A message of Flight SQL inside an Any."""
    return field(1, PACKAGE + name) + field(2, b"".join(fields))


def decode(content):
    """The fields of a protocol buffer, by number; of a repeated one the last."""
    fields, position = {}, 0

    def number():
        nonlocal position
        value = shift = 0
        while True:
            byte = content[position]
            position += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while position < len(content):
        tag = number()
        if tag & 7 == 0:
            fields[tag >> 3] = number()
        else:
            length = number()
            fields[tag >> 3] = content[position : position + length]
            position += length
    return fields


class Calls:
    """Calls of Flight with the commands of Flight SQL in them."""

    def __init__(self, address, options=None):
        self.client = flight.connect(address)
        self.options = options

    def reader(self, command):
        info = self.client.get_flight_info(
            flight.FlightDescriptor.for_command(command), self.options
        )
        return self.client.do_get(info.endpoints[0].ticket, self.options)

    def query(self, sql):
        return self.reader(message("CommandStatementQuery", field(1, sql))).read_all()

    def metadata(self, schema, table):
        command = message("CommandGetTables", field(2, schema), field(3, table), field(5, True))
        tables = self.reader(command).read_all()
        columns = pyarrow.ipc.read_schema(pyarrow.py_buffer(tables["table_schema"][0].as_py()))
        for column in columns:
            known = {key.decode().split(":")[-1]: value.decode() for key, value in column.metadata.items()}
            yield column.name, matrix.described(
                known["TYPE_NAME"], known.get("PRECISION"), known.get("SCALE"), column.nullable
            )

    def prepare(self, sql):
        request = message("ActionCreatePreparedStatementRequest", field(1, sql))
        (result,) = self.client.do_action(("CreatePreparedStatement", request))
        return decode(decode(result.body.to_pybytes())[2])[1]

    def close_statement(self, handle):
        request = message("ActionClosePreparedStatementRequest", field(1, handle))
        list(self.client.do_action(("ClosePreparedStatement", request)))

    def put(self, command, batch):
        """Sends rows; gives the number that the server has counted, if it counts."""
        descriptor = flight.FlightDescriptor.for_command(command)
        writer, metadata = self.client.do_put(descriptor, batch.schema, self.options)
        with writer:
            writer.write(batch)
            writer.done_writing()
            result = metadata.read()
        return None if result is None else decode(result.to_pybytes()).get(1, 0)

    def bind(self, sql, column):
        handle = self.prepare(sql)
        try:
            command = message("CommandPreparedStatementQuery", field(1, handle))
            self.put(command, pyarrow.record_batch([column.array()], names=["value"]))
            return matrix.values_of(self.reader(command).read_all().column(0))
        finally:
            self.close_statement(handle)

    def insert(self, sql, arrays):
        handle = self.prepare(sql)
        try:
            rows = pyarrow.record_batch(arrays)
            count = self.put(message("CommandPreparedStatementUpdate", field(1, handle)), rows)
            assert count == rows.num_rows, f"{count} rows were inserted"
        finally:
            self.close_statement(handle)

    def ingest(self, name, table, temporary):
        create, fail = field(1, 1) + field(2, 1), field(1, 2) + field(2, 2)
        command = message(
            "CommandStatementIngest",
            field(1, create if temporary else fail),
            field(2, name),
            field(5, temporary),
        )
        return self.put(command, table.combine_chunks().to_batches()[0])

    def cancel(self, sql, until_running):
        reader = self.reader(message("CommandStatementQuery", field(1, sql)))

        def watch():
            until_running()
            reader.cancel()

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            # read_all() takes the cancellation for a Ctrl-C.
            return f"answered {reader.read_chunk()}"
        except flight.FlightCancelledError:
            return "cancelled"
        finally:
            watcher.join()

    def close(self):
        self.client.close()


def main(address, declaration):
    client, other = Calls(address), Calls(address)
    matrix.run(client, other, declaration)
    other.close()
    client.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
