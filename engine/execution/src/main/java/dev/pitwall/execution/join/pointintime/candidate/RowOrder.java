package dev.pitwall.execution.join.pointintime.candidate;

/** How feature rows lie in a batch, told from a sample. */
public enum RowOrder {
  /** Most rows are newer than those some way before them. */
  BY_TIME,
  /** Most rows are of the same key as the row before. */
  BY_KEY,
  SCATTERED;

  private static final int SAMPLES = 128;

  public static RowOrder of(FeatureRows rows) {
    int stride = 1 + rows.size() / SAMPLES;
    int newer = 0;
    int older = 0;
    int sameKey = 0;
    for (int i = stride; i < rows.size(); i += stride) {
      if (rows.events[i] > rows.events[i - stride]) {
        newer++;
      } else {
        older++;
      }
      sameKey += rows.keys[i] == rows.keys[i - 1] ? 1 : 0;
    }
    if (newer > 8 * older) {
      return BY_TIME;
    }
    return 2 * sameKey > newer + older ? BY_KEY : SCATTERED;
  }
}
