package dev.pitwall.core.sql.validate;

import dev.pitwall.core.table.EngineTable;
import dev.pitwall.core.table.TableDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.sql.validate.SqlNameMatchers;

/** Shows Calcite the tables of a {@link TableDirectory}. */
final class DirectoryReader extends CalciteCatalogReader {
  DirectoryReader(TableDirectory tables, RelDataTypeFactory types) {
    super(
        rootSchema(tables),
        SqlNameMatchers.withCaseSensitive(false),
        paths(tables),
        types,
        new CalciteConnectionConfigImpl(properties()));
  }

  private static CalciteSchema rootSchema(TableDirectory tables) {
    CalciteSchema root = CalciteSchema.createRootSchema(false, false);
    CalciteSchema catalog = root.add(TableDirectory.CATALOG, new AbstractSchema());
    tables
        .schemas()
        .forEach(
            (name, content) -> {
              DirectorySchema schema = new DirectorySchema(content);
              root.add(name, schema);
              catalog.add(name, schema); // BI tools put the catalog before every name
            });
    return root;
  }

  private static List<List<String>> paths(TableDirectory tables) {
    List<List<String>> paths = new ArrayList<>();
    tables.path().schemas().forEach(schema -> paths.add(List.of(schema)));
    paths.add(List.of());
    return paths;
  }

  private static Properties properties() {
    Properties properties = new Properties();
    properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
    return properties;
  }

  private static final class DirectorySchema extends AbstractSchema {
    private final Map<String, Table> tables;

    DirectorySchema(Map<String, EngineTable> tables) {
      this.tables = Map.copyOf(tables);
    }

    @Override
    protected Map<String, Table> getTableMap() {
      return tables;
    }
  }
}
