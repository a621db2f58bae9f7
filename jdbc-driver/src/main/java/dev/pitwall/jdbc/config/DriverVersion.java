package dev.pitwall.jdbc.config;

/** What the driver says it is. */
public final class DriverVersion {
  public static final String NAME = "Pitwall JDBC Driver";
  private static final String DEVELOPMENT = "0.0";

  private DriverVersion() {}

  /** The jar's version; 0.0 when there is no jar. */
  public static String text() {
    String version = DriverVersion.class.getPackage().getImplementationVersion();
    return version == null ? DEVELOPMENT : version;
  }

  public static int major() {
    return part(0);
  }

  public static int minor() {
    return part(1);
  }

  private static int part(int index) {
    return Integer.parseInt(text().split("[.-]")[index]);
  }
}
