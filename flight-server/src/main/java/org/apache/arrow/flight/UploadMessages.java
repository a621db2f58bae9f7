package org.apache.arrow.flight;

import java.util.Optional;
import org.apache.arrow.util.AutoCloseables;

/**
 * Watches whether the messages of an upload come as Flight needs them. Of others it keeps the
 * memory without end, or waits for what cannot come. In Flight's package, outside of which nobody
 * sees what a message is.
 */
public final class UploadMessages {
  private boolean begun;
  private boolean described;

  /**
   * What is wrong with the next message, which is then to be {@linkplain #drop dropped}; empty when
   * nothing is.
   *
   * @param message any request; those that are not of an upload are never wrong
   */
  public Optional<String> fault(Object message) {
    return message instanceof ArrowMessage part ? fault(part) : Optional.empty();
  }

  private Optional<String> fault(ArrowMessage message) {
    boolean first = !begun;
    begun = true;
    boolean hasBody = message.getBufs().iterator().hasNext();
    if (first && message.getDescriptor() == null) {
      return Optional.of("the first message has no descriptor that says what it is for");
    }
    switch (message.getMessageType()) {
      case NONE:
        return when(hasBody, "there is a body without a header");
      case SCHEMA:
        boolean again = described;
        described = true;
        return when(again || hasBody, "a schema comes twice, or has a body");
      case RECORD_BATCH:
      case DICTIONARY_BATCH:
        return when(!described, "rows come before their schema");
      default:
        return Optional.of("there are tensors, and only rows can be taken");
    }
  }

  private static Optional<String> when(boolean wrong, String fault) {
    return wrong ? Optional.of(fault) : Optional.empty();
  }

  /** Frees a message that goes no further. */
  public static void drop(Object message) {
    if (message instanceof ArrowMessage part) {
      AutoCloseables.closeNoChecked(part);
    }
  }
}
