package dev.pitwall.testkit.s3;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A request as it came, which can be handed on as it is: it may be signed.
 *
 * @param head the lines before the body
 */
record HttpRequest(List<String> head, byte[] body) {
  private static final String END = "\r\n\r\n";

  /** Reads one request, whose body has a known length. */
  static HttpRequest read(Socket client) throws IOException {
    InputStream in = new BufferedInputStream(client.getInputStream());
    StringBuilder head = new StringBuilder();
    while (head.indexOf(END, Math.max(0, head.length() - END.length())) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      head.append((char) next);
    }
    List<String> lines = Arrays.asList(head.toString().strip().split("\r\n"));
    if (value(lines, "expect") != null) {
      client.getOutputStream().write(ascii("HTTP/1.1 100 Continue" + END));
    }
    String length = value(lines, "content-length");
    byte[] body = length == null ? new byte[0] : in.readNBytes(Integer.parseInt(length));
    return new HttpRequest(lines, body);
  }

  /** The method and the path. */
  String line() {
    return head.get(0);
  }

  /** The server's whole reply. */
  byte[] sendTo(URI server) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      OutputStream out = socket.getOutputStream();
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      for (String line : head) {
        if (!isAboutConnection(line)) {
          request.writeBytes(ascii(line + "\r\n"));
        }
      }
      request.writeBytes(ascii("Connection: close" + END));
      request.writeBytes(body);
      out.write(request.toByteArray());
      return socket.getInputStream().readAllBytes();
    }
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean isAboutConnection(String line) {
    String name = line.toLowerCase(Locale.ROOT);
    return name.startsWith("connection:") || name.startsWith("expect:");
  }

  private static String value(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse(null);
  }
}
