package dev.pitwall.cli;

import dev.pitwall.cli.script.ScriptStatement;
import dev.pitwall.cli.script.SqlScript;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.SourcePosition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Statements and where they come from.
 *
 * @param origin the file's name, or empty for statements given on the command line
 */
record Script(String origin, List<ScriptStatement> statements) {
  /** What some editors put before a text to say that it is UTF-8. */
  private static final String MARK = "\uFEFF";

  static Script of(String sql) {
    return of("", sql);
  }

  private static Script of(String origin, String sql) {
    return new Script(
        origin, SqlScript.split(sql.startsWith(MARK) ? sql.substring(MARK.length()) : sql));
  }

  static Script read(Path file) {
    try {
      return of(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw unreadable("there is no file " + file, e);
    } catch (MalformedInputException e) {
      throw unreadable(file + " is not UTF-8 text", e);
    } catch (IOException e) {
      throw unreadable(file + " cannot be read", e);
    }
  }

  static Script read(InputStream in) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes());
      return of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      throw unreadable("the standard input is not UTF-8 text", e);
    } catch (IOException e) {
      throw unreadable("the standard input cannot be read", e);
    }
  }

  /**
   * The error of a statement with its place in the script: in a file written file:line:column, and
   * where the statement begins if nothing better is known.
   */
  PitwallException locate(ScriptStatement statement, PitwallException error) {
    Optional<SourcePosition> known = error.position().map(statement::inScript);
    PitwallException plain = new PitwallException(error.code(), error.getMessage(), error);
    if (origin.isEmpty()) {
      return known.map(plain::at).orElse(plain);
    }
    SourcePosition place = known.orElse(statement.start());
    return new PitwallException(
        error.code(),
        origin + ":" + place.line() + ":" + place.column() + ": " + error.getMessage(),
        error);
  }

  private static PitwallException unreadable(String message, IOException cause) {
    return new PitwallException(ErrorCode.INVALID_VALUE, message, cause);
  }
}
