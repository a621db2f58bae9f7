package dev.pitwall.testkit.store;

import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.testkit.contract.OnlineBehaviour;
import dev.pitwall.testkit.contract.OnlineStoreContract;
import java.util.Set;

class MemoryOnlineStoreTest extends OnlineStoreContract {
  @Override
  protected OnlineStore openStore() {
    return new MemoryOnlineStore();
  }

  /** The heap does not outlive the store. */
  @Override
  protected Set<OnlineBehaviour> lacks() {
    return Set.of(OnlineBehaviour.DURABILITY);
  }
}
