package dev.pitwall.spi.offline;

import dev.pitwall.spi.model.TableSource;
import java.util.List;

/** Tells how tables came to be; an {@link OfflineStore} may implement it too. Thread-safe. */
public interface TableHistory {
  /**
   * The commits of a table that the store still knows, newest first.
   *
   * @throws dev.pitwall.spi.error.PitwallException LOCATION_NOT_FOUND when there is no such table;
   *     DATA_CORRUPT or STORE_FAILURE when its history cannot be read
   */
  List<TableCommit> history(TableSource source);
}
