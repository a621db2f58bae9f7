package dev.pitwall.core.materialize;

import dev.pitwall.spi.offline.TableSnapshot;
import java.util.Optional;

/**
 * One query of a run of MATERIALIZE.
 *
 * @param task what it does, for people
 * @param rows by their event timestamps
 * @param added of these only the rows of this snapshot; empty for all that the view has
 */
record RunStep(String task, MaterializedRows rows, Optional<TableSnapshot> added) {}
