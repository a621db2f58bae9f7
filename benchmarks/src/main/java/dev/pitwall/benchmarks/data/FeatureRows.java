package dev.pitwall.benchmarks.data;

import java.util.SplittableRandom;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The rows of one commit of a feature table. */
final class FeatureRows implements TableMaker.RowMaker {
  private final FeatureTable table;
  private final SplittableRandom random;
  private final TimeLine times;

  FeatureRows(FeatureTable table, int commit) {
    this.table = table;
    int toEnd = table.commits() - commit;
    this.random = new SplittableRandom(table.seed() * 1_000 + toEnd);
    long length = table.days() * TimeLine.DAY / table.commits();
    this.times =
        new TimeLine(TimeLine.END - length * toEnd, length, table.rows() / table.commits());
  }

  @Override
  public void set(VectorSchemaRoot batch, int at, long row) {
    ((BigIntVector) batch.getVector(0)).set(at, table.choice().next(random, table.entities()));
    ((TimeStampVector) batch.getVector(1)).set(at, times.time(row, random.nextLong()));
    for (int i = 0; i < table.columns().size(); i++) {
      table.columns().get(i).set(batch.getVector(2 + i), at, random);
    }
  }
}
