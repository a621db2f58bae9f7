package dev.pitwall.delta.s3;

import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.testkit.s3.S3Server;
import io.delta.storage.LogStore;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Writes versions of a log until it has written enough, and says which. */
final class RacingProcess {
  private RacingProcess() {}

  /**
   * Races, when its input says that all are ready.
   *
   * @param arguments the log store's class, the directory of the log, the server of its bucket or
   *     {@code local}, the name of the runner, and how many versions it is to write
   */
  public static void main(String[] arguments) throws Exception {
    String server = arguments[2];
    Map<String, String> options =
        server.equals("local") ? Map.of() : S3Server.options(URI.create(server));
    try (LakeFiles files = new LakeFiles(options)) {
      Configuration configuration = files.configuration();
      LogStore store =
          (LogStore)
              Class.forName(arguments[0])
                  .getConstructor(Configuration.class)
                  .newInstance(configuration);
      int left = Integer.parseInt(arguments[4]);
      files.status(files.resolve(arguments[1])); // loads what it takes
      System.out.println("ready");
      System.in.read();
      for (int version = 0; left > 0; version++) {
        Path commit = files.resolve(arguments[1] + "/%020d.json".formatted(version));
        try {
          store.write(commit, List.of(arguments[3]).iterator(), false, configuration);
          System.out.println(version);
          left--;
        } catch (FileAlreadyExistsException e) {
          version = newest(store.listFrom(commit, configuration));
        }
      }
    }
  }

  /** Where the other one has got to, so that both meet again. */
  private static int newest(Iterator<FileStatus> commits) {
    int newest = 0;
    while (commits.hasNext()) {
      String name = commits.next().getPath().getName();
      newest = Math.max(newest, Integer.parseInt(name.substring(0, name.indexOf('.'))));
    }
    return newest;
  }
}
