package dev.pitwall.jdbc.transport;

import dev.pitwall.jdbc.error.SqlErrors;
import java.sql.SQLException;
import org.apache.arrow.memory.util.MemoryUtil;

/** Whether this JVM lets Arrow reach its memory. */
final class MemoryAccess {
  private static final String FLAG = "--sun-misc-unsafe-memory-access=allow";

  private MemoryAccess() {}

  /**
   * Checks the JVM.
   *
   * @throws SQLException 08001 that says which flag or module is missing
   */
  static void check() throws SQLException {
    if (ModuleLayer.boot().findModule("jdk.unsupported").isEmpty()) {
      throw SqlErrors.connection(
          "this Java is without the module jdk.unsupported, which the driver needs; take a whole"
              + " one, or add the module with jlink");
    }
    try {
      MemoryUtil.freeMemory(MemoryUtil.allocateMemory(Long.BYTES));
    } catch (UnsupportedOperationException | LinkageError e) {
      SQLException failure =
          SqlErrors.connection(
              "this Java lets no program reach memory without "
                  + FLAG
                  + ", which the driver needs. Put it after -vmargs in dbeaver.ini (DBeaver), in"
                  + " JAVA_OPTS (Metabase), in spark.driver.extraJavaOptions and"
                  + " spark.executor.extraJavaOptions (Spark), or in the environment variable"
                  + " JDK_JAVA_OPTIONS or JAVA_TOOL_OPTIONS (any program), and start the program"
                  + " again");
      failure.initCause(e);
      throw failure;
    }
  }
}
