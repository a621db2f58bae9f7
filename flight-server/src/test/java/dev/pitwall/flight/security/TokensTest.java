package dev.pitwall.flight.security;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.pitwall.cli.connect.Login;
import dev.pitwall.cli.connect.RemoteClient;
import dev.pitwall.cli.connect.ServerAddress;
import dev.pitwall.flight.PitwallServer;
import dev.pitwall.flight.config.SecurityConfig;
import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.flight.config.TokenConfig;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.auth2.BearerCredentialWriter;
import org.apache.arrow.flight.grpc.CredentialCallOption;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of another issuer, good ones and such that attackers make. */
class TokensTest {
  private static final String ISSUER = "https://login.example";
  private static final String AUDIENCE = "pitwall";

  private static RSAKey rsa;
  private static RSAKey unknown;
  private static ECKey curve;

  @TempDir private Path directory;
  private final BufferAllocator allocator = new RootAllocator();
  private TestEngine engine;
  private PitwallServer server;

  @BeforeAll
  static void makeKeys() throws JOSEException {
    rsa = new RSAKeyGenerator(2_048).keyID("rsa").generate();
    unknown = new RSAKeyGenerator(2_048).keyID("unknown").generate();
    curve = new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
  }

  @BeforeEach
  void start() throws IOException {
    engine = new TestEngine(directory, StoreLayout.regular(4, 3));
    server = start(keyFile().toString(), Map.of());
  }

  @AfterEach
  void stop() {
    server.close();
    engine.close();
    allocator.close();
  }

  @Test
  void aGoodTokenIsItsSubject() throws Exception {
    assertThat(user(token(rsa, claims -> claims))).isEqualTo("alice");
    SignedJWT onCurve =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID("curve")
                .type(new JOSEObjectType("at+jwt"))
                .build(),
            claims().build());
    assertThat(user(signed(onCurve, new ECDSASigner(curve)))).isEqualTo("alice");
  }

  @Test
  void ourOwnClientSendsATokenAndLeavesItsSession() throws Exception {
    String alice = token(rsa, claims -> claims);
    ServerAddress address = new ServerAddress("127.0.0.1", server.port());
    Optional<Login> login = Optional.of(new Login.Token(alice));
    try (RemoteClient remote = RemoteClient.connect(address, login)) {
      remote.run("CREATE TEMPORARY TABLE t AS SELECT CURRENT_USER AS who").close();
    }
    try (FlightSqlClient again = connect()) {
      assertThat(rows(again, "SELECT who FROM t", bearer(alice))).containsExactly(row("alice"));
    }
  }

  @Test
  void aSessionIsTheTokensOwn() throws Exception {
    String alice = token(rsa, claims -> claims);
    String bob = token(rsa, claims -> claims.subject("bob"));
    try (FlightSqlClient client = connect();
        FlightSqlClient again = connect()) {
      client.execute("CREATE TEMPORARY TABLE t AS SELECT 1 AS n", bearer(alice));
      assertThat(rows(client, "SELECT * FROM t", bearer(alice))).hasSize(1);
      assertThat(rows(again, "SELECT * FROM t", bearer(alice))).as("elsewhere").hasSize(1);
      FlightRuntimeException refused =
          catchThrowableOfType(
              FlightRuntimeException.class, () -> client.execute("SELECT * FROM t", bearer(bob)));
      assertThat(refused.status().code()).isEqualTo(FlightStatusCode.NOT_FOUND);
      FlightInfo own = client.execute("SELECT * FROM t", bearer(alice));
      assertRefusedHandle(client, own, bearer(bob));
      String later = token(rsa, claims -> claims.jwtID("later"));
      assertThat(rows(client, "SELECT * FROM t", bearer(later))).as("refreshed").hasSize(1);
    }
  }

  @Test
  void refusesATokenThatIsNotSigned() {
    String none = new PlainJWT(claims().build()).serialize();
    assertRefused(none);
    String[] parts = good().split("\\.", -1);
    assertRefused(parts[0] + "." + parts[1] + ".");
  }

  @Test
  void refusesATokenThatWasChanged() {
    String[] parts = good().split("\\.", -1);
    String other = token(rsa, claims -> claims.subject("root")).split("\\.", -1)[1];
    assertRefused(parts[0] + "." + other + "." + parts[2]);
  }

  /** The public key is known to everyone, so that everyone could sign with it as a secret. */
  @Test
  void refusesATokenSignedWithThePublicKeyAsASecret() throws Exception {
    SignedJWT confused =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(), claims().build());
    assertRefused(signed(confused, new MACSigner(rsa.toRSAPublicKey().getEncoded())));
  }

  @Test
  void refusesAnAlgorithmThatIsNotAllowed() throws Exception {
    SignedJWT other =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("rsa").build(), claims().build());
    assertRefused(signed(other, new RSASSASigner(rsa)));
  }

  @Test
  void refusesAKeyThatIsUnknown() {
    assertRefused(token(unknown, claims -> claims));
  }

  @Test
  void refusesAKeyThatHasTheNameOfAnother() throws Exception {
    RSAKey posing = new RSAKey.Builder(unknown).keyID("rsa").build();
    assertRefused(token(posing, claims -> claims));
  }

  @Test
  void refusesAKeyThatTheTokenBrings() throws Exception {
    SignedJWT bringing =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(unknown.toPublicJWK()).build(),
            claims().build());
    assertRefused(signed(bringing, new RSASSASigner(unknown)));
  }

  @Test
  void refusesATokenForOthersOrOfOthers() {
    assertRefused(token(rsa, claims -> claims.audience("another")));
    assertRefused(token(rsa, claims -> claims.audience((String) null)));
    assertRefused(token(rsa, claims -> claims.issuer("https://evil.example")));
    assertRefused(token(rsa, claims -> claims.subject(null)));
    assertRefused(token(rsa, claims -> claims.subject(" ")));
  }

  @Test
  void refusesATokenAtAnotherTime() {
    Instant now = Instant.now();
    assertRefused(
        token(rsa, claims -> claims.expirationTime(Date.from(now.minus(5, ChronoUnit.MINUTES)))));
    assertRefused(token(rsa, claims -> claims.expirationTime(null)));
    assertRefused(
        token(rsa, claims -> claims.notBeforeTime(Date.from(now.plus(5, ChronoUnit.MINUTES)))));
  }

  @Test
  void refusesWhatIsNoToken() {
    assertRefused("a.b.c");
    assertRefused("..");
    assertRefused("unknown");
    FlightRuntimeException nothing =
        catchThrowableOfType(
            FlightRuntimeException.class,
            () -> {
              try (FlightSqlClient client = connect()) {
                client.execute("SELECT 1");
              }
            });
    assertThat(nothing.status().code()).isEqualTo(FlightStatusCode.UNAUTHENTICATED);
    assertThat(nothing).hasMessageContaining("this server wants a bearer token");
  }

  @Test
  void passwordsAreTakenBesideTokens() throws IOException {
    server.close();
    server = start(keyFile().toString(), Map.of("carol", "secret"));
    assertThat(user(good())).isEqualTo("alice");
    try (FlightClient client = flight()) {
      assertThat(client.authenticateBasicToken("carol", "secret")).isPresent();
      assertThatThrownBy(() -> client.authenticateBasicToken("alice", "secret"))
          .hasMessageContaining("the user name or the password is wrong");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void keysComeFromAnAddressAndAreAskedForSeldom() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpServer issuer =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] keys = new JWKSet(rsa.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
    issuer.createContext(
        "/keys",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    issuer.start();
    server.close();
    server = start("http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys", Map.of());
    try {
      assertThat(user(good())).isEqualTo("alice");
      for (int i = 0; i < 20; i++) {
        assertRefused(token(unknown, claims -> claims));
      }
      assertThat(asked.get()).as("requests for keys").isBetween(1, 3);
    } finally {
      issuer.stop(0);
    }
  }

  @Test
  void aServerWithoutKeysLetsNobodyIn() throws IOException {
    server.close();
    server = start("http://127.0.0.1:1/keys", Map.of());
    assertNoKeys();
  }

  @Test
  void aServerWithKeysThatCannotBeReadLetsNobodyIn() throws IOException {
    server.close();
    Path broken = Files.writeString(directory.resolve("broken.json"), "<html>");
    server = start(broken.toString(), Map.of());
    assertNoKeys();
  }

  /** Also when they are not asked for any more for a while. */
  private void assertNoKeys() {
    for (int i = 0; i < 5; i++) {
      FlightRuntimeException refused = refusal(good());
      assertThat(refused.status().code()).isEqualTo(FlightStatusCode.UNAVAILABLE);
      assertThat(refused).hasMessageContaining("the keys that verify tokens cannot be had");
    }
  }

  @Test
  void refusesAConfigurationThatIsNotSafe() {
    assertThatThrownBy(() -> new TokenConfig("k", ISSUER, AUDIENCE, Set.of("HS256")))
        .hasMessageContaining("tokens cannot be signed by HS256");
    assertThatThrownBy(() -> new TokenConfig("k", ISSUER, AUDIENCE, Set.of("none")))
        .hasMessageContaining("tokens cannot be signed by none");
    assertInvalid("http://login.example/keys", "is not an https URL");
    assertInvalid(directory.resolve("none.json").toString(), "names no file that can be read");
  }

  private static void assertInvalid(String keys, String message) {
    TokenConfig config = new TokenConfig(keys, ISSUER, AUDIENCE, TokenConfig.DEFAULT_ALGORITHMS);
    assertThatThrownBy(() -> new TokenVerifier(config))
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
        .hasMessageContaining(message);
  }

  private Path keyFile() throws IOException {
    JWKSet keys = new JWKSet(List.of(rsa.toPublicJWK(), curve.toPublicJWK()));
    return Files.writeString(directory.resolve("keys.json"), keys.toString());
  }

  private PitwallServer start(String keys, Map<String, String> users) {
    TokenConfig tokens = new TokenConfig(keys, ISSUER, AUDIENCE, TokenConfig.DEFAULT_ALGORITHMS);
    SecurityConfig security = new SecurityConfig(Optional.empty(), Optional.of(tokens));
    return PitwallServer.start(
        ServerConfig.onLoopback(0).withUsers(users).withSecurity(security), engine.engine());
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .subject("alice")
        .issuer(ISSUER)
        .audience(AUDIENCE)
        .expirationTime(Date.from(Instant.now().plus(5, ChronoUnit.MINUTES)));
  }

  private static String good() {
    return token(rsa, claims -> claims);
  }

  private static String token(RSAKey key, UnaryOperator<JWTClaimsSet.Builder> change) {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            change.apply(claims()).build());
    try {
      return signed(token, new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static String signed(SignedJWT token, JWSSigner signer) throws JOSEException {
    token.sign(signer);
    return token.serialize();
  }

  private FlightClient flight() {
    return FlightClient.builder(allocator, Location.forGrpcInsecure("127.0.0.1", server.port()))
        .build();
  }

  private FlightSqlClient connect() {
    return new FlightSqlClient(flight());
  }

  private static CallOption bearer(String token) {
    return new CredentialCallOption(new BearerCredentialWriter(token));
  }

  private String user(String token) {
    try (FlightSqlClient client = connect()) {
      return rows(client, "SELECT CURRENT_USER", bearer(token)).get(0).get(0).toString();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private FlightRuntimeException refusal(String token) {
    return catchThrowableOfType(
        FlightRuntimeException.class,
        () -> {
          try (FlightSqlClient client = connect()) {
            client.execute("SELECT 1", bearer(token));
          }
        });
  }

  private void assertRefused(String token) {
    FlightRuntimeException refused = refusal(token);
    assertThat(refused).as(token).isNotNull();
    assertThat(refused.status().code()).isEqualTo(FlightStatusCode.UNAUTHENTICATED);
    assertThat(refused.getMessage()).doesNotContain(token);
  }

  private static void assertRefusedHandle(
      FlightSqlClient client, FlightInfo info, CallOption other) {
    assertThatThrownBy(
            () -> {
              try (FlightStream stream =
                  client.getStream(info.getEndpoints().get(0).getTicket(), other)) {
                stream.next();
              }
            })
        .hasMessageContaining("the handle was not made for this session");
  }

  private static List<List<Object>> rows(FlightSqlClient client, String sql, CallOption option)
      throws Exception {
    FlightInfo info = client.execute(sql, option);
    List<List<Object>> rows = new ArrayList<>();
    try (FlightStream stream = client.getStream(info.getEndpoints().get(0).getTicket(), option)) {
      while (stream.next()) {
        rows.addAll(Batches.rows(stream.getRoot()));
      }
    }
    return rows;
  }
}
