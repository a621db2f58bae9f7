package dev.pitwall.delta.layout;

import com.google.common.hash.HashCode;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;

/**
 * Puts keys into buckets by Murmur3 of 32 bits with the seed 0, of a whole number as a BIGINT (8
 * bytes, little-endian) or of a text's UTF-8: what Apache Iceberg's bucket transform does
 * (specification, appendix B), so that its users' functions compute the same.
 */
final class KeyHash {
  private static final HashFunction MURMUR = Hashing.murmur3_32_fixed();

  private KeyHash() {}

  static int bucket(FieldVector vector, int row, int count) {
    return vector instanceof BaseIntVector numbers
        ? bucket(MURMUR.hashLong(numbers.getValueAsLong(row)), count)
        : bucket(MURMUR.hashBytes(((VarCharVector) vector).get(row)), count);
  }

  /**
   * The bucket of a value as predicates represent it.
   *
   * @param value a Long or a String
   */
  static int bucket(Object value, int count) {
    return value instanceof Long number
        ? bucket(MURMUR.hashLong(number), count)
        : bucket(MURMUR.hashString((String) value, StandardCharsets.UTF_8), count);
  }

  private static int bucket(HashCode hash, int count) {
    return (hash.asInt() & Integer.MAX_VALUE) % count;
  }
}
