package dev.pitwall.redis.lookup;

import dev.pitwall.redis.layout.ViewLayout;
import dev.pitwall.spi.online.LookupRequest;
import java.util.Objects;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;

/**
 * A lookup in a view.
 *
 * @param layout the view's
 */
public record ViewLookup(ViewLayout layout, LookupRequest request) {
  public ViewLookup {
    Objects.requireNonNull(layout, "layout");
    Objects.requireNonNull(request, "request");
  }

  ViewFields fields() {
    return new ViewFields(layout, request.features().stream().map(layout::place).toList());
  }

  /** Whether the keys are in the very same memory; others may be the same all the same. */
  boolean sharesKeys(ViewLookup other) {
    if (!layout.view().entity().joinKeys().equals(other.layout.view().entity().joinKeys())
        || request.keys().getRowCount() != other.request.keys().getRowCount()) {
      return false;
    }
    for (int i = 0; i < request.keys().getFieldVectors().size(); i++) {
      if (!isSame(request.keys().getVector(i), other.request.keys().getVector(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(FieldVector one, FieldVector other) {
    return one.getDataBufferAddress() == other.getDataBufferAddress()
        && one.getValidityBufferAddress() == other.getValidityBufferAddress()
        && (!(one instanceof BaseVariableWidthVector)
            || one.getOffsetBufferAddress() == other.getOffsetBufferAddress());
  }
}
