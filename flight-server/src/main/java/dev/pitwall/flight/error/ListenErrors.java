package dev.pitwall.flight.error;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;

/** Why an address cannot be listened on, and what to do. */
public final class ListenErrors {
  private static final int FIRST_FREE_PORT = 1024;

  private ListenErrors() {}

  /**
   * The error of an attempt to listen.
   *
   * @param section of the configuration, in which host and port are set
   */
  public static PitwallException of(String section, String host, int port, IOException cause) {
    String start = "cannot listen on " + host + ":" + port;
    String setHost =
        "; set " + section + ".host to one that is, such as 127.0.0.1, or to 0.0.0.0 for all";
    try {
      InetAddress address = InetAddress.getByName(host);
      if (!isOfThisMachine(address)) {
        return invalid(start + ": that is no address of this machine" + setHost, cause);
      }
    } catch (UnknownHostException e) {
      return invalid(start + ": no address of that name is known" + setHost, cause);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    return new PitwallException(
        ErrorCode.ADDRESS_IN_USE,
        start + ", most likely because " + reason(port) + "; choose another " + section + ".port",
        cause);
  }

  /** All of 127.0.0.0/8 is, though no interface names it. */
  private static boolean isOfThisMachine(InetAddress address) throws IOException {
    return address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || NetworkInterface.getByInetAddress(address) != null;
  }

  private static String reason(int port) {
    return "another process does"
        + (port < FIRST_FREE_PORT && port > 0 ? ", or only the superuser may" : "");
  }

  private static PitwallException invalid(String message, IOException cause) {
    return new PitwallException(ErrorCode.INVALID_CONFIGURATION, message, cause);
  }
}
