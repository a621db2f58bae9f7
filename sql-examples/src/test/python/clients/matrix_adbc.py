"""ADBC in the matrix of all clients: its DB-API, or with --statements what is beneath it."""

import sys
import threading

import adbc_driver_flightsql
import adbc_driver_manager
import pyarrow
import pyarrow.compute
from adbc_driver_flightsql import dbapi

import matrix


class Cursors:
    """The DB-API."""

    def __init__(self, address):
        self.connection = dbapi.connect(address, autocommit=True)

    def query(self, sql):
        with self.connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetch_arrow_table()

    def metadata(self, schema, table):
        objects = self.connection.adbc_get_objects(
            depth="columns", db_schema_filter=schema, table_name_filter=table
        ).read_all()
        for catalog in objects.to_pylist():
            for found in catalog["catalog_db_schemas"]:
                for column in found["db_schema_tables"][0]["table_columns"]:
                    yield column["column_name"], matrix.described(
                        column["xdbc_type_name"],
                        column["xdbc_column_size"],
                        column["xdbc_decimal_digits"],
                        column["xdbc_nullable"],
                    )

    def bind(self, sql, column):
        """One value after the other, as Python has it."""
        with self.connection.cursor() as cursor:
            for value in column.values:
                cursor.execute(sql, (value,))
                yield matrix.values_of(cursor.fetch_arrow_table().column(0))[0]

    def insert(self, sql, arrays):
        rows = zip(*(array.to_pylist() for array in arrays.values()))
        with self.connection.cursor() as cursor:
            cursor.executemany(sql, list(rows))

    def ingest(self, name, table, temporary):
        with self.connection.cursor() as cursor:
            mode = "create" if temporary else "append"
            return cursor.adbc_ingest(name, table, mode=mode, temporary=temporary)

    def cancel(self, sql, until_running):
        with self.connection.cursor() as cursor:
            cursor.execute(sql)
            return cancelled(cursor.fetchall, cursor.adbc_cancel, until_running)

    def close(self):
        self.connection.close()


class Statements(Cursors):
    """Statements of the driver manager, to which Arrow arrays are bound."""

    def statement(self, sql=None):
        statement = adbc_driver_manager.AdbcStatement(self.connection.adbc_connection)
        if sql is not None:
            statement.set_sql_query(sql)
        return statement

    def query(self, sql):
        with self.statement(sql) as statement:
            return rows(statement)

    def metadata(self, schema, table):
        fields = self.connection.adbc_get_table_schema(table, db_schema_filter=schema)
        for field in fields:
            known = {key.decode().split(":")[-1]: value.decode() for key, value in field.metadata.items()}
            yield field.name, matrix.described(
                known["TYPE_NAME"], known.get("PRECISION"), known.get("SCALE"), field.nullable
            )

    def bind(self, sql, column):
        """All values as one array: the answers of the runs follow each other."""
        with self.statement(sql) as statement:
            statement.prepare()
            bind(statement, pyarrow.record_batch([column.array()], names=["value"]))
            return matrix.values_of(rows(statement).column(0))

    def insert(self, sql, arrays):
        with self.statement(sql) as statement:
            statement.prepare()
            bind(statement, pyarrow.record_batch(arrays))
            statement.execute_update()

    def ingest(self, name, table, temporary):
        with self.statement() as statement:
            options = adbc_driver_manager.StatementOptions
            mode = "create" if temporary else "append"
            statement.set_options(
                **{
                    options.INGEST_TARGET_TABLE.value: name,
                    options.INGEST_MODE.value: f"adbc.ingest.mode.{mode}",
                    options.INGEST_TEMPORARY.value: "true" if temporary else "false",
                }
            )
            statement.bind_stream(table.to_reader())
            return statement.execute_update()

    def cancel(self, sql, until_running):
        with self.statement(sql) as statement:
            return cancelled(lambda: rows(statement), statement.cancel, until_running)


def rows(statement):
    stream, _ = statement.execute_query()
    return pyarrow.RecordBatchReader._import_from_c(stream.address).read_all()


def bind(statement, batch):
    schema, array = batch.schema.__arrow_c_schema__(), batch.__arrow_c_array__()[1]
    statement.bind(array, schema)


def cancelled(work, cancel, until_running):
    """How the work ends that another thread cancels when the server is at it."""

    def watch():
        until_running()
        cancel()

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        return f"answered {work()}"
    except adbc_driver_manager.Error as error:
        return "cancelled" if "cancel" in str(error).lower() else f"! {error}"
    except OSError as error:  # as pyarrow has errors of a stream that it imported
        return "cancelled" if "cancel" in str(error).lower() else f"! {error}"
    finally:
        watcher.join()


def main(address, declaration, *flags):
    kind = Statements if "--statements" in flags else Cursors
    client, other = kind(address), kind(address)
    matrix.run(client, other, declaration)
    other.close()
    client.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
