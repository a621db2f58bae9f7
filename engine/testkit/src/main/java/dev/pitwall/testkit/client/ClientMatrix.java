package dev.pitwall.testkit.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.query.result.ParameterValues;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.core.session.QuerySession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.Schema;
import org.assertj.core.api.SoftAssertions;

/**
 * The types, values and operations that every client has to get right. The declaration is a file
 * that clients in other languages read too.
 */
public final class ClientMatrix {
  /** Where the declaration is on the class path. */
  public static final String DECLARATION = "/dev/pitwall/testkit/client/matrix.json";

  private final List<MatrixColumn> columns;
  private final List<Exemption> exemptions;

  private ClientMatrix(Declaration declaration) {
    columns = declaration.columns();
    exemptions = declaration.exemptions();
  }

  /** Reads the declaration. */
  public static ClientMatrix load() {
    try (InputStream file = ClientMatrix.class.getResourceAsStream(DECLARATION)) {
      return new ClientMatrix(new ObjectMapper().readValue(file, Declaration.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes the table {@code matrix} with its values, and the empty table {@code copy}.
   *
   * @param home where the Delta tables go
   */
  public void define(FeatureQueryEngine engine, Path home) {
    try (QuerySession session = engine.openSession("test")) {
      for (String table : List.of("matrix", "copy")) {
        run(engine.prepare(session, definition(table, home)), engine.allocator());
      }
      for (int row = 0; row < rows(); row++) {
        String sql = "INSERT INTO matrix VALUES " + literals(row);
        run(engine.prepare(session, sql), engine.allocator());
      }
    }
  }

  private String definition(String table, Path home) {
    return stored().stream()
        .map(column -> column.name() + " " + column.type() + nullability(column))
        .collect(
            Collectors.joining(
                ", ",
                "CREATE TABLE " + table + " (",
                ") FROM DELTA '" + home.resolve(table) + "'"));
  }

  /** Runs a statement whose parameters are empty arrays. */
  private static void run(PreparedQuery statement, BufferAllocator allocator) {
    Schema parameters = statement.parameterSchema();
    try (VectorSchemaRoot values = VectorSchemaRoot.create(parameters, allocator)) {
      for (FieldVector vector : values.getFieldVectors()) {
        ((ListVector) vector).startNewValue(0);
        ((ListVector) vector).endValue(0, 0);
      }
      values.setRowCount(1);
      statement.update(
          parameters.getFields().isEmpty()
              ? List.of(ParameterValues.NONE)
              : statement.bind(values));
    }
  }

  /**
   * Checks what a client said. It has to have said all that is declared, and no more; where it is
   * exempt, exactly what the exemption says.
   *
   * @param client as exemptions name it
   * @param resultTypes what the client calls the types of a query's columns
   */
  public void check(String client, ResultTypes resultTypes, ClientReport report) {
    SoftAssertions checks = new SoftAssertions();
    for (Operation operation : Operation.values()) {
      List<Exemption> exempt = exemptions(client, operation);
      if (exempt.stream().anyMatch(exemption -> exemption.says() == null)) {
        checks.assertThat(report.of(operation)).as("%s %s", client, operation).isEmpty();
        continue;
      }
      for (MatrixColumn column : columns(operation)) {
        List<Object> expected =
            exempt.stream()
                .map(exemption -> exemption.says().get(column.name()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> expected(operation, column, resultTypes));
        checks
            .assertThat(JavaValues.canonical(column, report.of(operation).get(column.name())))
            .as("%s %s %s", client, operation, column.name())
            .isEqualTo(JavaValues.canonical(column, expected));
      }
      if (operation == Operation.CANCEL) {
        checks
            .assertThat(report.of(operation).get(ClientReport.NO_COLUMN))
            .as("%s %s", client, operation)
            .isEqualTo(List.of("cancelled"));
      }
    }
    checks.assertAll();
  }

  /** What a client calls the types of a query's columns. */
  public enum ResultTypes {
    SQL,
    ARROW
  }

  /** The number of rows, the last of which has NULL in every column that may be. */
  int rows() {
    return columns.stream().mapToInt(column -> column.values().size()).max().orElseThrow();
  }

  /** The columns that an operation is about. */
  List<MatrixColumn> columns(Operation operation) {
    return switch (operation) {
      case QUERY, RESULT, BIND, INGEST -> columns;
      case METADATA, BATCH, APPEND -> stored();
      case CANCEL -> List.of();
    };
  }

  /** The query that reads every column. */
  String query() {
    return columns.stream()
        .map(MatrixColumn::selected)
        .collect(Collectors.joining(", ", "SELECT ", " FROM matrix ORDER BY id"));
  }

  private List<MatrixColumn> stored() {
    return columns.stream().filter(MatrixColumn::isStored).toList();
  }

  private static String nullability(MatrixColumn column) {
    return isKey(column) ? " NOT NULL" : "";
  }

  private static boolean isKey(MatrixColumn column) {
    return column.name().equals("id");
  }

  private String literals(int row) {
    return stored().stream()
        .map(column -> column.literal(column.value(row)))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private List<Exemption> exemptions(String client, Operation operation) {
    return exemptions.stream()
        .filter(exemption -> exemption.clients().contains(client))
        .filter(exemption -> exemption.operation() == operation)
        .toList();
  }

  private List<Object> expected(Operation operation, MatrixColumn column, ResultTypes types) {
    return switch (operation) {
      case METADATA -> List.of(column.metadata());
      case RESULT -> List.of(resultType(column, types) + (isKey(column) ? " NOT NULL" : " NULL"));
      default -> column.column(rows());
    };
  }

  private static String resultType(MatrixColumn column, ResultTypes types) {
    return types == ResultTypes.ARROW ? column.arrow() : column.sqlName();
  }

  private record Declaration(List<MatrixColumn> columns, List<Exemption> exemptions) {}
}
