package dev.pitwall.cli.connect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Field;

/** Reads what a server answers to GetTables. */
final class RemoteTables {
  private RemoteTables() {}

  static List<ListedTable> read(ClientAnswer answer) {
    List<ListedTable> tables = new ArrayList<>();
    for (VectorSchemaRoot batch = answer.next(); batch != null; batch = answer.next()) {
      for (int row = 0; row < batch.getRowCount(); row++) {
        tables.add(table(batch, row));
      }
    }
    return tables;
  }

  private static ListedTable table(VectorSchemaRoot batch, int row) {
    String schema = String.valueOf(batch.getVector("db_schema_name").getObject(row));
    String name = String.valueOf(batch.getVector("table_name").getObject(row));
    byte[] columns = ((VarBinaryVector) batch.getVector("table_schema")).get(row);
    return new ListedTable(schema, name, columns(columns));
  }

  private static List<String> columns(byte[] message) {
    try (ReadChannel in = new ReadChannel(Channels.newChannel(new ByteArrayInputStream(message)))) {
      return MessageSerializer.deserializeSchema(in).getFields().stream()
          .map(Field::getName)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the server sent no schema", e);
    }
  }
}
