package dev.pitwall.delta.logstore;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** A commit was sent, and the store does not say what became of it. */
public final class UnknownOutcomeException extends IOException {
  private static final long serialVersionUID = 1L;

  UnknownOutcomeException(Path commit, IOException cause) {
    super("nobody knows whether " + commit + " was written", cause);
  }
}
