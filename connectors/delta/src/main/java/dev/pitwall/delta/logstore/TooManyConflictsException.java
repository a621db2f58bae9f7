package dev.pitwall.delta.logstore;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** Others were faster, time after time. */
public final class TooManyConflictsException extends IOException {
  private static final long serialVersionUID = 1L;

  TooManyConflictsException(Path commit, int times) {
    super(times + " other commits came first, the last at " + commit);
  }
}
