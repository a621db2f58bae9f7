package dev.pitwall.core.activity;

import java.util.regex.Pattern;

/** Takes secrets out of the text of statements before anybody is shown it. */
final class Secrets {
  private static final String WORDS =
      "password|passwd|secret|token|credential|access.?key|account.?key|private.?key|api.?key";

  /** A text after a name, or another text, that says that it is one; perhaps cut at its end. */
  private static final Pattern NAMED =
      Pattern.compile(
          "((?:" + WORDS + ")[\\w.\"']*\\s*(?:=>|[=,:])?\\s*)'(?:[^']|'')*(?:'|\\z)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern IN_URL = Pattern.compile("(://)[^/\\s'@]*@");

  private Secrets() {}

  static String hidden(String sql) {
    return IN_URL.matcher(NAMED.matcher(sql).replaceAll("$1'***'")).replaceAll("$1***@");
  }
}
