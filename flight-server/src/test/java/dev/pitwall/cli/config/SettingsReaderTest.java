package dev.pitwall.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.config.EngineConfig.LimitsConfig;
import dev.pitwall.flight.config.SecurityConfig;
import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.flight.config.TlsConfig;
import dev.pitwall.flight.config.TokenConfig;
import dev.pitwall.monitoring.MonitoringConfig;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
  @TempDir Path directory;

  @Test
  void readsEverySection() throws IOException {
    Settings settings =
        read(
            Map.of(),
            """
            data: /var/lib/pitwall
            registry:
              url: jdbc:postgresql://db/pitwall
              user: pitwall
            online_store: redis
            limits:
              query_memory: 512MB
              query_timeout: 30s
            stores:
              redis:
                nodes: a:1,b:2
                pool:
                  size: 4
            server:
              port: 4000
              drain_timeout: 45s
            metrics:
              port: 9464
            """);
    EngineConfig engine = settings.engine(Optional.empty(), Path.of("unused"));
    assertThat(engine.dataDirectory()).isEqualTo(Path.of("/var/lib/pitwall"));
    assertThat(engine.registry().url()).isEqualTo("jdbc:postgresql://db/pitwall");
    assertThat(engine.onlineStore()).isEqualTo("redis");
    assertThat(engine.limits().queryMemoryBytes()).isEqualTo(512L << 20);
    assertThat(engine.limits().queryTimeout()).contains(Duration.ofSeconds(30));
    assertThat(engine.stores().get("redis"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("nodes", "a:1,b:2", "pool.size", "4"));
    assertThat(settings.serverConfig().port()).isEqualTo(4000);
    assertThat(settings.serverConfig().streams().drain()).isEqualTo(Duration.ofSeconds(45));
    assertThat(settings.monitoring()).contains(new MonitoringConfig("127.0.0.1", 9464));
  }

  @Test
  void readsHowTheDoorIsGuarded() throws IOException {
    SecurityConfig security =
        read(
                Map.of(),
                """
                server:
                  host: 0.0.0.0
                  tls:
                    certificate: server.crt
                    key: server.key
                    trusted_clients: ca.crt
                  tokens:
                    keys: https://login.example/jwks
                    issuer: https://login.example
                    audience: pitwall
                    algorithms: [ES384]
                """)
            .serverConfig()
            .security();
    assertThat(security.tls())
        .contains(
            new TlsConfig(
                Path.of("server.crt"), Path.of("server.key"), Optional.of(Path.of("ca.crt"))));
    assertThat(security.tokens())
        .contains(
            new TokenConfig(
                "https://login.example/jwks", "https://login.example", "pitwall", Set.of("ES384")));
  }

  @Test
  void aSectionThatGuardsTheDoorIsWhole() throws IOException {
    Settings settings = read(Map.of(), "server: {tls: {certificate: server.crt}}");
    assertThatThrownBy(settings::serverConfig).hasMessageContaining("server.tls.key is missing");
    Settings tokens = read(Map.of(), "server: {tokens: {keys: k.json, issuer: i}}");
    assertThatThrownBy(tokens::serverConfig)
        .hasMessageContaining("server.tokens.audience is missing");
  }

  @Test
  void anEmptyFileLeavesTheDefaults() throws IOException {
    Settings settings = read(Map.of(), "# nothing\n");
    EngineConfig engine = settings.engine(Optional.empty(), directory);
    assertThat(engine).isEqualTo(EngineConfig.inDirectory(directory));
    assertThat(settings.serverConfig())
        .isEqualTo(ServerConfig.onLoopback(ServerConfig.DEFAULT_PORT));
  }

  @Test
  void theEnvironmentWinsOverTheFile() throws IOException {
    Settings settings =
        read(
            Map.of("PITWALL_SERVER_PORT", "5000", "PITWALL_ONLINE_STORE", "redis"),
            "server:\n  port: 4000\n");
    assertThat(settings.serverConfig().port()).isEqualTo(5000);
    assertThat(settings.onlineStore()).isEqualTo("redis");
  }

  @Test
  void theEnvironmentAloneGuardsTheDoor() {
    SecurityConfig security =
        new SettingsReader(
                Map.of(
                    "PITWALL_SERVER_TLS_CERTIFICATE", "${env:CERTIFICATE}",
                    "CERTIFICATE", "server.crt",
                    "PITWALL_SERVER_TLS_KEY", "server.key",
                    "PITWALL_SERVER_TOKENS_KEYS", "keys.json",
                    "PITWALL_SERVER_TOKENS_ISSUER", "https://login.example",
                    "PITWALL_SERVER_TOKENS_AUDIENCE", "pitwall",
                    "PITWALL_SERVER_TOKENS_ALGORITHMS", "ES384, PS256"))
            .read()
            .serverConfig()
            .security();
    assertThat(security.tls())
        .contains(new TlsConfig(Path.of("server.crt"), Path.of("server.key"), Optional.empty()));
    assertThat(security.tokens())
        .contains(
            new TokenConfig(
                "keys.json", "https://login.example", "pitwall", Set.of("ES384", "PS256")));
  }

  @Test
  void secretsComeFromTheEnvironmentOrAFile() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "s3cret\n");
    Settings settings =
        read(
            Map.of("ALICE", "a$1"),
            "server:\n  users:\n    alice: ${env:ALICE}\n    bob: ${file:" + secret + "}\n");
    assertThat(settings.serverConfig().users())
        .containsExactlyInAnyOrderEntriesOf(Map.of("alice", "a$1", "bob", "s3cret"));
    assertThat(settings + " " + settings.serverConfig()).doesNotContain("a$1", "s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server: {prot: 1}         | there is no key server.prot; did you mean port?",
        "sever: {port: 1}          | there is no key sever; did you mean server?",
        "xyzzy: 1                  | there is no key xyzzy",
        "server: {port: many}      | server.port must be a whole number, not many",
        "server: {port: 1.5}       | server.port must be a whole number, not 1.5",
        "server: {port: ''}        | server.port is empty; fill it in, or leave it out",
        "data: ' '                 | data is empty; fill it in, or leave it out",
        "server: {host: none.invalid} | server.host is none.invalid, which no one knows",
        "server: {users: {a:b: c}}  | server.users has \"a:b\"; a name is not empty, and has no colon",
        "server: {drain_timeout: 2d} | server.drain_timeout is 2d, but must be at most 1d",
        "server: hello             | server must be a section of keys",
        "server: {tokens: {algorithms: RS256}} | server.tokens.algorithms must be a list",
        "data: [a]                 | data must be a text",
        "server: {users: {bob: }}  | server.users.bob has no password",
        "server: {users: }         | server.users is empty; fill it in, or leave it out",
        "server: {tls: }           | server.tls is empty; fill it in, or leave it out",
        "server: {tokens: }        | server.tokens is empty; fill it in, or leave it out",
        "limits: {workers: 0}      | limits.workers is 0, but must be from 1 to 1024",
        "limits: {workers: 2000000000} | limits.workers is 2000000000, but must be from 1 to 1024",
        "limits: {workers: 99999999999} | limits.workers",
        "limits: {statement_length: 0} | limits.statement_length is 0, but must be from 1 to 67108864",
        "limits: {nesting_depth: -5} | limits.nesting_depth is -5, but must be from 1 to 10000",
        "limits: {plan_cache_size: -1} | limits.plan_cache_size is -1, but must be from 0 to 1000000",
        "limits: {memory: 0GB}     | limits.memory: \"0GB\" is not from 1MB to 1024TB",
        "limits: {memory: 1048575B} | limits.memory: \"1048575B\" is not from 1MB to 1024TB",
        "limits: {query_memory: 999999999TB} | limits.query_memory: \"999999999TB\" is not from 1MB",
        "limits: {memory: -1GB}    | limits.memory: \"-1GB\" is not a size such as 512MB or 4GB",
        "limits: {query_timeout: 0s} | limits.query_timeout is 0s, but must be at least 1ms; leave it",
        "server: {port: 70000}     | server.port is 70000, but must be from 0 to 65535",
        "metrics: {port: -1}       | metrics.port is -1, but must be from 0 to 65535",
        "server: {host: 0.0.0.0}   | let everyone in; configure server.users",
        "limits: {memory: lots}    | limits.memory: \"lots\" is not a size such as",
        "limits: {query_timeout: 5} | limits.query_timeout is a length of time such as",
        "server: {users: {a: '${env:NONE}'}} | a: the environment variable NONE is not set",
        "server: {users: {a: '${ENV:A}'}} | a: there are no references ${ENV:…}; write ${env:NAME}",
        "server: [                 | is not YAML: line 1",
        "just text                 | is not a configuration",
      })
  void aMistakeIsNamed(String yaml, String message) {
    assertThatThrownBy(
            () -> {
              Settings settings = read(Map.of(), yaml.strip());
              settings.engine(Optional.empty(), directory);
              settings.serverConfig();
              settings.monitoring();
            })
        .asInstanceOf(InstanceOfAssertFactories.type(PitwallException.class))
        .satisfies(
            error -> {
              assertThat(error.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION);
              assertThat(error.getMessage()).contains(message.strip()).doesNotContain("\n");
            });
  }

  @Test
  void takesWhatIsJustWithinItsLimits() throws IOException {
    LimitsConfig limits =
        read(
                Map.of(),
                "limits: {memory: 1024TB, query_memory: 1MB, query_timeout: 1ms, workers: 1}")
            .engine(Optional.empty(), directory)
            .limits();
    assertThat(limits.memoryBytes()).isEqualTo(1L << 50);
    assertThat(limits.queryMemoryBytes()).isEqualTo(1L << 20);
    assertThat(limits.queryTimeout()).contains(Duration.ofMillis(1));
    assertThat(limits.workers()).isEqualTo(1);
  }

  /** One of two would hold, and the other, perhaps with the users, would not. */
  @Test
  void whatIsSaidTwiceIsRefused() {
    String users = "server: {users: {a: b}}\n";
    assertThatThrownBy(() -> read(Map.of(), users + "server: {port: 1}\n"))
        .hasMessageContaining("server");
    assertThatThrownBy(() -> read(Map.of(), users + "---\nserver: {port: 1}\n"))
        .isInstanceOf(PitwallException.class);
  }

  @Test
  void anEmptyVariableIsNoValue() {
    assertThatThrownBy(() -> new SettingsReader(Map.of("PITWALL_DATA", "")).read())
        .hasMessage("the environment: data is empty; fill it in, or leave it out");
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = directory.resolve("none.yaml");
    assertThatThrownBy(() -> new SettingsReader(Map.of()).read(file))
        .hasMessage("there is no configuration file " + file);
  }

  private Settings read(Map<String, String> environment, String yaml) throws IOException {
    Path file = Files.writeString(directory.resolve("pitwall.yaml"), yaml);
    return new SettingsReader(environment).read(file);
  }
}
