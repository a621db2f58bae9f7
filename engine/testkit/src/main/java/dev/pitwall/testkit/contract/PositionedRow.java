package dev.pitwall.testkit.contract;

import java.util.List;

/** A row and where it was read. */
record PositionedRow(int ordinal, int position, List<Object> values) {}
