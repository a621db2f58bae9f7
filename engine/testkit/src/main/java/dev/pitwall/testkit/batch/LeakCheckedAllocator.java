package dev.pitwall.testkit.batch;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The allocator of a test, which fails if anything is left in it. As an extension, in an instance
 * field under {@code @RegisterExtension}, it is checked after each test's own clean-up; elsewhere
 * close it.
 */
public final class LeakCheckedAllocator implements AfterEachCallback, AutoCloseable {
  private final BufferAllocator allocator = new RootAllocator();

  public BufferAllocator get() {
    return allocator;
  }

  /** Fails, naming the allocators and the bytes they still hold, unless all were freed. */
  @Override
  public void close() {
    allocator.close();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close();
  }
}
