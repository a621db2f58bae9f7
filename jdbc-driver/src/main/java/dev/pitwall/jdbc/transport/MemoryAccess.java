package dev.pitwall.jdbc.transport;

import dev.pitwall.jdbc.error.SqlErrors;
import java.nio.ByteBuffer;
import java.sql.SQLException;

/** Whether this JVM lets Arrow reach its memory. */
final class MemoryAccess {
  private static final String FLAG = "--add-opens=java.base/java.nio=ALL-UNNAMED";

  private MemoryAccess() {}

  /**
   * Checks the JVM.
   *
   * @throws SQLException 08001 that says which flag is missing and where it goes
   */
  static void check() throws SQLException {
    Module base = ByteBuffer.class.getModule();
    if (!base.isOpen(ByteBuffer.class.getPackageName(), MemoryAccess.class.getModule())) {
      throw SqlErrors.connection(
          "this Java was started without "
              + FLAG
              + ", which the driver needs. Put it after -vmargs in dbeaver.ini (DBeaver), in"
              + " JAVA_OPTS (Metabase), in spark.driver.extraJavaOptions and"
              + " spark.executor.extraJavaOptions (Spark), or in the environment variable"
              + " JDK_JAVA_OPTIONS or JAVA_TOOL_OPTIONS (any program), and start the program again");
    }
  }
}
