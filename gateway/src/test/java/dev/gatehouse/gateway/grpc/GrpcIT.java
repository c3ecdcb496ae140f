package dev.gatehouse.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.gateway.config.ConfigLoader;
import dev.gatehouse.gateway.config.ConfigResult;
import dev.gatehouse.gateway.config.ProblemPrinter;
import dev.gatehouse.gateway.wiring.GatehouseServer;
import dev.gatehouse.ingress.tls.DevelopmentCa;
import dev.gatehouse.ingress.tls.Issued;
import dev.gatehouse.ingress.tls.LeafSpec;
import dev.gatehouse.policy.identity.TrustDomain;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** gRPC over TLS in and mutual TLS out, by both paths, spoken by a client and a server that are not ours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrpcIT {
    private static final String WEB = "spiffe://acme.example/ns/shop/sa/web";
    private static final String GATEWAY = "spiffe://acme.example/ns/edge/sa/gateway";
    private static final int PATIENCE_SECONDS = 20;
    private static final String LARGE = "0123456789abcdef".repeat(60_000);

    private final DevelopmentCa acme =
            DevelopmentCa.create(TrustDomain.from("acme.example").orElseThrow(), Clock.systemUTC());
    private final Map<String, EchoService> services =
            Map.of("fast", new EchoService("fast.Echo"), "filter", new EchoService("filter.Echo"));

    private Server backend;
    private GatehouseServer gateway;
    private ManagedChannel channel;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        write(folder, "door", acme.issue(LeafSpec.of().withDns("localhost").withAddresses("127.0.0.1")));
        write(folder, "own", acme.issue(LeafSpec.of(GATEWAY)));
        write(folder, "web", acme.issue(LeafSpec.of(WEB)));
        Path roots = Files.writeString(folder.resolve("roots.pem"), acme.rootPem());
        NettyServerBuilder server = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sslContext(GrpcSslContexts.forServer(
                                folder.resolve("web.pem").toFile(),
                                folder.resolve("web.key").toFile())
                        .trustManager(roots.toFile())
                        .clientAuth(ClientAuth.REQUIRE)
                        .build())
                .intercept(EchoService.tellingWhatWasAsked());
        services.values().forEach(service -> server.addService(service.definition()));
        backend = server.build().start();
        Path file = Files.writeString(folder.resolve("gatehouse.yaml"), configuration(backend.getPort()));
        ConfigResult result = new ConfigLoader().load(file);
        gateway = GatehouseServer.start(
                result.generation().orElseThrow(() -> new AssertionError(ProblemPrinter.print(result.problems()))));
        channel = NettyChannelBuilder.forAddress("localhost", gateway.port("door"))
                .sslContext(
                        GrpcSslContexts.forClient().trustManager(roots.toFile()).build())
                .build();
    }

    private static void write(Path folder, String name, Issued issued) throws IOException {
        Files.writeString(folder.resolve(name + ".pem"), issued.certificatePem());
        Files.writeString(folder.resolve(name + ".key"), issued.keyPem());
    }

    private static String configuration(int port) {
        return """
                version: 1
                gateway:
                  listeners: [ { name: door, port: 0, host: 127.0.0.1, tls: { certificate: door.pem, key: door.key } } ]
                  identity: { certificate: own.pem, key: own.key }
                  management: { port: 0, host: 127.0.0.1 }
                trust:
                  levels: [public]
                  domains: { acme.example: { roots: roots.pem } }
                identities:
                  anonymous: { level: public }
                  web: { spiffe: "%s", level: public, accepts: public }
                rulesets:
                  - protects: web
                    allow: [ { name: calls, from: [any], requests: ["POST /*/*"] } ]
                    deny: [ { name: closed, from: [any], requests: ["POST /*/Closed"] } ]
                upstreams:
                  echo: { endpoints: ["https://127.0.0.1:%d"], protocol: http2 }
                routes:
                  - { id: fast, uri: "lb://echo", predicates: [Path=/fast.Echo/**], metadata: { identity: web } }
                  - { id: filter, uri: "lb://echo", predicates: [Path=/filter.Echo/**], metadata: { identity: web, path: filter } }
                """.formatted(WEB, port);
    }

    @AfterAll
    void close() {
        channel.shutdownNow();
        gateway.stop();
        backend.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "filter"})
    void oneMessageIsAnsweredByOne(String path) {
        assertThat(ClientCalls.blockingUnaryCall(channel, echo(path).echo(), options(), "hello"))
                .isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "filter"})
    void aLargeMessageComesBackWhole(String path) {
        assertThat(ClientCalls.blockingUnaryCall(channel, echo(path).echo(), options(), LARGE))
                .isEqualTo(LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "filter"})
    void theTrailersTellWhatTheHeadersAsked(String path) {
        Metadata asked = new Metadata();
        asked.put(EchoService.ASKED, "who");
        AtomicReference<Metadata> trailers = new AtomicReference<>();
        ClientCalls.blockingUnaryCall(
                ClientInterceptors.intercept(
                        channel,
                        MetadataUtils.newAttachHeadersInterceptor(asked),
                        MetadataUtils.newCaptureMetadataInterceptor(new AtomicReference<>(), trailers)),
                echo(path).echo(),
                options(),
                "hello");

        assertThat(trailers.get().get(EchoService.TOLD)).isEqualTo("who");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "filter"})
    void aFailureKeepsItsStatusAndWords(String path) {
        StatusRuntimeException failure = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> ClientCalls.blockingUnaryCall(channel, echo(path).fail(), options(), "not yet"));

        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(failure.getStatus().getDescription()).isEqualTo("not yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "filter"})
    void whoIsDeniedIsToldSo(String path) {
        StatusRuntimeException denied = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> ClientCalls.blockingUnaryCall(
                        channel, echo(path).method("Closed", MethodType.UNARY), options(), "let me in"));

        assertThat(denied.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "filter"})
    void manyMessagesAreCounted(String path) throws Exception {
        Heard heard = new Heard();
        StreamObserver<String> asking =
                ClientCalls.asyncClientStreamingCall(channel.newCall(echo(path).count(), options()), heard);
        for (int i = 0; i < EchoService.MANY; i++) {
            asking.onNext("one");
        }
        asking.onCompleted();

        assertThat(heard.all()).containsExactly(Integer.toString(EchoService.MANY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "filter"})
    void manyMessagesAreTold(String path) {
        Iterator<String> told =
                ClientCalls.blockingServerStreamingCall(channel, echo(path).repeat(), options(), "again");

        assertThat(told).toIterable().hasSize(EchoService.MANY).allMatch("again"::equals);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "filter"})
    void eachWordIsAnsweredBeforeTheNextIsSaid(String path) throws Exception {
        Talk talk = new Talk();
        StreamObserver<String> asking =
                ClientCalls.asyncBidiStreamingCall(channel.newCall(echo(path).talk(), options()), talk);
        for (int i = 0; i < 10; i++) {
            CompletableFuture<String> next = talk.next();
            asking.onNext("word " + i);
            assertThat(next.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("word " + i);
        }
        asking.onCompleted();
        assertThat(talk.isOver()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "filter"})
    void theServiceLearnsThatACallWasCancelled(String path) throws InterruptedException {
        EchoService service = echo(path);
        ClientCall<String, String> call = channel.newCall(service.hang(), options());
        ClientCalls.asyncUnaryCall(call, "nobody", new Heard());
        assertThat(service.begun().await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        call.cancel("enough", null);

        assertThat(service.cancelled().await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isTrue();
    }

    private EchoService echo(String path) {
        return services.get(path);
    }

    private static CallOptions options() {
        return CallOptions.DEFAULT.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** All that was said, once it is complete. */
    private static final class Heard implements StreamObserver<String> {
        private final List<String> said = new ArrayList<>();
        private final CompletableFuture<List<String>> all = new CompletableFuture<>();

        @Override
        public void onNext(String word) {
            said.add(word);
        }

        @Override
        public void onError(Throwable error) {
            all.completeExceptionally(error);
        }

        @Override
        public void onCompleted() {
            all.complete(said);
        }

        List<String> all() throws Exception {
            return all.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** A talk, word by word. */
    private static final class Talk implements StreamObserver<String> {
        private final AtomicReference<CompletableFuture<String>> awaited =
                new AtomicReference<>(new CompletableFuture<>());
        private final CompletableFuture<Boolean> over = new CompletableFuture<>();

        CompletableFuture<String> next() {
            CompletableFuture<String> next = new CompletableFuture<>();
            awaited.set(next);
            return next;
        }

        @Override
        public void onNext(String word) {
            awaited.get().complete(word);
        }

        @Override
        public void onError(Throwable error) {
            awaited.get().completeExceptionally(error);
            over.completeExceptionally(error);
        }

        @Override
        public void onCompleted() {
            over.complete(true);
        }

        boolean isOver() throws Exception {
            return over.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
