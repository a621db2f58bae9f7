package dev.pitwall.cli.connect;

/** Runs statements one after the other in one session, in this process or on a server. */
public interface StatementClient extends AutoCloseable {
  /**
   * Starts a statement; the caller closes the answer before the next one.
   *
   * @throws dev.pitwall.spi.error.PitwallException when the statement fails
   */
  ClientAnswer run(String sql);

  @Override
  void close();
}
