package dev.pitwall.delta.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyHashTest {
  /** The examples of Iceberg's specification, appendix B, whose hashes are positive. */
  @Test
  void hashesAsIcebergSays() {
    assertThat(KeyHash.bucket(34L, Integer.MAX_VALUE)).isEqualTo(2_017_239_379);
    assertThat(KeyHash.bucket("iceberg", Integer.MAX_VALUE)).isEqualTo(1_210_000_089);
  }
}
