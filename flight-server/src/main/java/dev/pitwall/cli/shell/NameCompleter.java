package dev.pitwall.cli.shell;

import dev.pitwall.cli.connect.ListedTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes keywords, schemas, tables, entities, and the columns of the tables that are named. */
final class NameCompleter implements Completer {
  /** The schemas whose tables need no prefix. */
  private static final Set<String> DEFAULT_PATH = Set.of("session", "features", "lake");

  private static final String PLAIN_NAME = "[A-Za-z_][A-Za-z0-9_]*";

  private final KnownNames known;

  NameCompleter(KnownNames known) {
    this.known = Objects.requireNonNull(known, "known");
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    if (ShellCommand.isMeant(line.line())) {
      ShellCommand.names().forEach(name -> candidates.add(new Candidate(name)));
      return;
    }
    String word = line.word();
    int dot = word.lastIndexOf('.');
    if (dot < 0) {
      words(word).forEach(w -> candidates.add(candidate(w, "keywords", true)));
      addAll(candidates, "tables", tables());
      addAll(candidates, "entities", known.entities().stream().map(NameCompleter::quoted));
      addAll(candidates, "columns", columns(line.line()));
    } else {
      String qualifier = word.substring(0, dot);
      addAll(candidates, "tables", tablesOf(qualifier.replace("\"", "")));
      addAll(candidates, "columns", columnsOf(qualifier, line.line()));
    }
  }

  /** Keywords are typed in either case, so they are completed in that of what was typed. */
  private static Stream<String> words(String typed) {
    boolean lower = !typed.isEmpty() && typed.equals(typed.toLowerCase(Locale.ROOT));
    return SqlWords.all().stream().map(w -> lower ? w.toLowerCase(Locale.ROOT) : w);
  }

  private Stream<String> tables() {
    return known.tables().stream()
        .map(
            table ->
                DEFAULT_PATH.contains(table.schema())
                    ? quoted(table.name())
                    : table.schema() + "." + quoted(table.name()));
  }

  private Stream<String> tablesOf(String schema) {
    return known.tables().stream()
        .filter(table -> table.schema().equalsIgnoreCase(schema))
        .map(table -> schema + "." + quoted(table.name()));
  }

  /** The columns of the tables in the statement; all columns when it names no table yet. */
  private Stream<String> columns(String sql) {
    List<ListedTable> named =
        NamedTables.in(sql, known.tables()).stream().map(NamedTables.Named::table).toList();
    return (named.isEmpty() ? known.tables() : named)
        .stream().flatMap(table -> table.columns().stream()).map(NameCompleter::quoted);
  }

  private Stream<String> columnsOf(String qualifier, String sql) {
    String name = qualifier.replace("\"", "");
    return NamedTables.in(sql, known.tables()).stream()
        .filter(named -> named.isCalled(name))
        .flatMap(named -> named.table().columns().stream())
        .map(column -> qualifier + "." + quoted(column));
  }

  private static void addAll(List<Candidate> candidates, String group, Stream<String> values) {
    for (String value : new TreeSet<>(Arrays.asList(values.toArray(String[]::new)))) {
      candidates.add(candidate(value, group, false));
    }
  }

  private static Candidate candidate(String value, String group, boolean endsWithBlank) {
    return new Candidate(value, value, group, null, null, null, endsWithBlank);
  }

  private static String quoted(String name) {
    boolean plain = name.matches(PLAIN_NAME) && !SqlWords.contains(name);
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
