package dev.pitwall.core.feast.file;

import java.util.List;

/** The kinds of objects that have no counterpart in the catalog, data sources apart. */
enum OtherKind {
  ON_DEMAND_VIEW(
      8, "on-demand feature view", "its features are computed by Python at request time"),
  STREAM_VIEW(14, "stream feature view", "its features are computed from a stream"),
  LABEL_VIEW(19, "label view", "there are no label views; CREATE TABLE names a table of labels"),
  SAVED_DATASET(11, "saved dataset", "there are no saved datasets"),
  VALIDATION_REFERENCE(13, "validation reference", "data is not validated"),
  PERMISSION(16, "permission", "there are no permissions on objects");

  private static final int SPEC = 1;

  private final int field;
  private final String label;
  private final String reason;

  OtherKind(int field, String label, String reason) {
    this.field = field;
    this.label = label;
    this.reason = reason;
  }

  /** Those of this kind in a registry. */
  List<OtherObject> objects(ProtoMessage registry) {
    return registry.messages(field).stream().map(this::object).toList();
  }

  private OtherObject object(ProtoMessage message) {
    // A validation reference has no specification within it.
    if (this == VALIDATION_REFERENCE) {
      return new OtherObject(message.text(3), label, message.text(1), reason);
    }
    return message
        .message(SPEC)
        .map(spec -> new OtherObject(spec.text(2), label, spec.text(1), reason))
        .orElseThrow(() -> new MalformedMessageException("a " + label + " says nothing"));
  }
}
