package dev.pitwall.redis.lookup;

import dev.pitwall.redis.layout.RedisKey;
import dev.pitwall.redis.layout.ViewLayout;
import dev.pitwall.redis.wire.MalformedBytesException;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.online.Repair;

/** The error of a stored value that is not what its column says. */
final class Corruption {
  private Corruption() {}

  static PitwallException of(
      ViewLayout layout, String column, RedisKey key, MalformedBytesException cause) {
    return new PitwallException(
        ErrorCode.DATA_CORRUPT,
        "the online store redis holds no value of the type of column "
            + column
            + " of feature view "
            + layout.view().name()
            + " under key "
            + key
            + ": "
            + cause.getMessage()
            + "; see who else writes there, delete the key, and "
            + Repair.of("its views"),
        cause);
  }
}
