package dev.pitwall.delta.commit;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** Others were faster, time after time. */
final class TooManyConflictsException extends IOException {
  private static final long serialVersionUID = 1L;

  TooManyConflictsException(Path commit, int times) {
    super(times + " other commits came first, the last at " + commit);
  }
}
