package dev.pitwall.embedded;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.zip.CRC32C;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.SFChunk;
import org.h2.mvstore.SingleFileStore;

/**
 * The file of a store, in which every block that H2 writes has a checksum behind it
 * (docs/decisions/048). Before them all is which version was written last, as H2 takes an older one
 * where it does not find the newest. Files of before have neither, and are read as they are.
 */
final class CheckedFile extends SingleFileStore {
  private static final byte[] MARK = "pitwall online 1".getBytes(StandardCharsets.US_ASCII);
  private static final int START = MARK.length + Long.BYTES + Integer.BYTES;
  private static final int BLOCK = 4 * 1024;
  private static final int STORED_BLOCK = BLOCK + Integer.BYTES;

  /** H2 keeps two copies of its header, may leave one half written, and checks them itself. */
  private static final int HEADER_BLOCKS = 2;

  private boolean isChecked;
  private boolean isWhole;
  private long written;

  CheckedFile() {
    super(new HashMap<>());
  }

  /** Whether the file has checksums. */
  boolean isChecked() {
    return isChecked;
  }

  @Override
  public void open(String fileName, boolean readOnly, char[] encryptionKey) {
    super.open(fileName, readOnly, encryptionKey);
    if (super.size() == 0) {
      writeStart(0);
      isChecked = true;
    } else if (super.size() >= START) {
      readStart(super.readFully((SFChunk) null, 0, START));
    }
  }

  private void readStart(ByteBuffer start) {
    isChecked = start.slice(0, MARK.length).equals(ByteBuffer.wrap(MARK));
    written = start.getLong(MARK.length);
    isWhole = !isChecked || start.equals(startOf(written));
  }

  private void writeStart(long version) {
    super.writeFully(null, 0, startOf(version));
    written = version;
    isWhole = true;
  }

  private static ByteBuffer startOf(long version) {
    ByteBuffer start = ByteBuffer.allocate(START).put(MARK).putLong(version);
    return start.putInt(checksum(start.duplicate().flip())).flip();
  }

  @Override
  public MVMap<String, String> start() {
    if (!isWhole) {
      throw damaged("the start");
    }
    MVMap<String, String> started = super.start();
    if (isChecked && lastChunkVersion() < written) {
      throw damaged("version " + written);
    }
    return started;
  }

  @Override
  public long size() {
    return isChecked ? Math.max(0, super.size() / STORED_BLOCK - 1) * BLOCK : super.size();
  }

  @Override
  public ByteBuffer readFully(SFChunk chunk, long position, int length) {
    if (!isChecked) {
      return super.readFully(chunk, position, length);
    }
    long first = position / BLOCK;
    int blocks = Math.toIntExact((position + length - 1) / BLOCK - first + 1);
    if (place(first + blocks) > super.size()) {
      throw damaged("the end");
    }
    ByteBuffer stored = super.readFully(chunk, place(first), blocks * STORED_BLOCK);
    ByteBuffer bytes = ByteBuffer.allocate(blocks * BLOCK);
    for (int i = 0; i < blocks; i++) {
      bytes.put(block(stored, i, first + i));
    }
    int from = (int) (position % BLOCK);
    return bytes.slice(from, length);
  }

  private static ByteBuffer block(ByteBuffer stored, int at, long number) {
    ByteBuffer block = stored.slice(at * STORED_BLOCK, BLOCK);
    boolean isWhole = stored.getInt(at * STORED_BLOCK + BLOCK) == checksum(number, block);
    if (!isWhole && number >= HEADER_BLOCKS) {
      throw damaged("block " + number);
    }
    return block;
  }

  /** H2 writes whole blocks. */
  @Override
  protected void writeFully(SFChunk chunk, long position, ByteBuffer source) {
    if (!isChecked) {
      super.writeFully(chunk, position, source);
      return;
    }
    long first = position / BLOCK;
    int blocks = source.remaining() / BLOCK;
    ByteBuffer stored = ByteBuffer.allocate(blocks * STORED_BLOCK);
    for (int i = 0; i < blocks; i++) {
      ByteBuffer block = source.slice(source.position() + i * BLOCK, BLOCK);
      stored.put(block.duplicate()).putInt(checksum(first + i, block));
    }
    super.writeFully(chunk, place(first), stored.flip());
    if (chunk != null) {
      writeStart(chunk.version);
    }
  }

  @Override
  public void truncate(long size) {
    super.truncate(isChecked ? place(size / BLOCK) : size);
  }

  /** Where a block begins: the first place is for the start of the file. */
  private static long place(long block) {
    return (block + 1) * STORED_BLOCK;
  }

  /** Of a block that is where it belongs. */
  private static int checksum(long number, ByteBuffer block) {
    return checksum(ByteBuffer.allocate(Long.BYTES).putLong(number).flip(), block.duplicate());
  }

  private static int checksum(ByteBuffer... parts) {
    CRC32C checksum = new CRC32C();
    for (ByteBuffer part : parts) {
      checksum.update(part);
    }
    return (int) checksum.getValue();
  }

  private static MVStoreException damaged(String what) {
    return DataUtils.newMVStoreException(
        DataUtils.ERROR_FILE_CORRUPT, "{0} of the file is not as it was written", what);
  }
}
