package dev.pitwall.flight.handle;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks the handles that clients are given: opaque, signed with a key that this process
 * alone knows, expiring, and of use in one session only. Thread-safe.
 */
public final class HandleCodec {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BODY_BYTES = Byte.BYTES + 2 * Long.BYTES + Long.BYTES;
  private static final int SIGNATURE_BYTES = 32;

  /** Never used itself: looking an algorithm up for each handle costs more than signing it. */
  private final Mac fresh;

  private final InstantSource clock;

  public HandleCodec(InstantSource clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
    byte[] secret = new byte[SIGNATURE_BYTES];
    new SecureRandom().nextBytes(secret);
    try {
      fresh = Mac.getInstance(ALGORITHM);
      fresh.init(new SecretKeySpec(secret, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** A handle on something of a session, good for a lifetime from now. */
  public byte[] encode(HandleKind kind, UUID id, String session, Duration lifetime) {
    ByteBuffer handle = ByteBuffer.allocate(BODY_BYTES + SIGNATURE_BYTES);
    handle
        .put(kind.code())
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .putLong(clock.instant().plus(lifetime).getEpochSecond());
    handle.put(sign(Arrays.copyOf(handle.array(), BODY_BYTES), session));
    return handle.array();
  }

  /**
   * What a handle stands for.
   *
   * @throws PitwallException INVALID_HANDLE when it was not made here for this session, or expired
   */
  public Handle decode(byte[] bytes, String session) {
    if (bytes.length != BODY_BYTES + SIGNATURE_BYTES) {
      throw invalid("this is not a handle that the server made");
    }
    byte[] body = Arrays.copyOf(bytes, BODY_BYTES);
    byte[] signature = Arrays.copyOfRange(bytes, BODY_BYTES, bytes.length);
    if (!MessageDigest.isEqual(signature, sign(body, session))) {
      throw invalid("the handle was not made for this session; run the statement again");
    }
    ByteBuffer buffer = ByteBuffer.wrap(body);
    HandleKind kind = HandleKind.of(buffer.get());
    UUID id = new UUID(buffer.getLong(), buffer.getLong());
    if (clock.instant().isAfter(Instant.ofEpochSecond(buffer.getLong()))) {
      throw invalid("the handle has expired; run the statement again");
    }
    return new Handle(kind, id);
  }

  private byte[] sign(byte[] body, String session) {
    try {
      Mac mac = (Mac) fresh.clone();
      mac.update(body);
      return mac.doFinal(session.getBytes(StandardCharsets.UTF_8));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("every JDK's " + ALGORITHM + " can be copied", e);
    }
  }

  private static PitwallException invalid(String message) {
    return new PitwallException(ErrorCode.INVALID_HANDLE, message);
  }
}
