package dev.pitwall.cli.connect;

import dev.pitwall.core.session.StatementProgress;
import java.util.List;
import java.util.Optional;

/** Runs statements one after the other in one session, in this process or on a server. */
public interface StatementClient extends AutoCloseable {
  /**
   * Starts a statement; the caller closes the answer before the next one.
   *
   * @throws dev.pitwall.spi.error.PitwallException when the statement fails
   */
  ClientAnswer run(String sql);

  /** Ends the statement that runs soon, if there is one; from any thread. */
  void cancel();

  /** How far the statement is that runs, from any thread; empty when that is not known. */
  Optional<StatementProgress> progress();

  /**
   * The tables that statements can name, by schema and name.
   *
   * @throws dev.pitwall.spi.error.PitwallException when they cannot be asked for
   */
  List<ListedTable> tables();

  @Override
  void close();
}
