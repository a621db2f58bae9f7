package dev.pitwall.delta.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/** One commit of a log: a file with an action of Delta, in JSON, on each line. */
record CommitFile(Path path) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME = Pattern.compile("(\\d{20})\\.json");

  /** The commit that makes a version, there or not. */
  static CommitFile of(Path log, long version) {
    return new CommitFile(new Path(log, String.format("%020d.json", version)));
  }

  /** The version that it makes; empty when the file is no commit. */
  OptionalLong version() {
    Matcher name = NAME.matcher(path.getName());
    return name.matches() ? OptionalLong.of(Long.parseLong(name.group(1))) : OptionalLong.empty();
  }

  /**
   * Reads its actions, in order.
   *
   * @param actions called with each, false to read no more
   * @throws FileNotFoundException when it was cleaned away
   * @throws PitwallException DATA_CORRUPT when it is no JSON
   */
  void read(LakeFiles files, Predicate<JsonNode> actions) throws FileNotFoundException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(files.fileSystem(path).open(path), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null && actions.test(JSON.readTree(line))) {
        line = lines.readLine();
      }
    } catch (FileNotFoundException e) {
      throw e;
    } catch (JsonProcessingException e) {
      throw new PitwallException(ErrorCode.DATA_CORRUPT, "the commit " + path + " is no JSON", e);
    } catch (IOException e) {
      throw LakeFiles.failure("cannot read " + path, e);
    }
  }
}
