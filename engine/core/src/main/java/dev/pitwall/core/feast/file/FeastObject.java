package dev.pitwall.core.feast.file;

/** Something that Feast's registry has under a name. */
public sealed interface FeastObject permits FeastEntity, FeastView, FeastService, OtherObject {
  /** The project that it is in. */
  String project();

  /** Unique among objects of its kind in its project. */
  String name();
}
