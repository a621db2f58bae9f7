package dev.pitwall.testkit.contract;

/** What an online store may lack, by name. */
public enum OnlineBehaviour {
  /** Holds MAP and ROW; a store that does not must refuse them by the column's name. */
  NESTED_TYPES,
  /** Keeps its rows when it is closed and opened again. */
  DURABILITY
}
