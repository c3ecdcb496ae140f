package dev.gatehouse.gateway.grpc;

import io.grpc.ForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A service of gRPC that says back what it is told, in all four forms of a call. Messages are plain text. */
final class EchoService {
    static final Metadata.Key<String> ASKED = Metadata.Key.of("x-asked", Metadata.ASCII_STRING_MARSHALLER);
    static final Metadata.Key<String> TOLD = Metadata.Key.of("x-told", Metadata.ASCII_STRING_MARSHALLER);
    static final int MANY = 1_000;

    private final String name;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);

    EchoService(String name) {
        this.name = name;
    }

    MethodDescriptor<String, String> method(String method, MethodType type) {
        return MethodDescriptor.<String, String>newBuilder()
                .setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(name, method))
                .setRequestMarshaller(new Text())
                .setResponseMarshaller(new Text())
                .build();
    }

    MethodDescriptor<String, String> echo() {
        return method("Echo", MethodType.UNARY);
    }

    MethodDescriptor<String, String> fail() {
        return method("Fail", MethodType.UNARY);
    }

    MethodDescriptor<String, String> count() {
        return method("Count", MethodType.CLIENT_STREAMING);
    }

    MethodDescriptor<String, String> repeat() {
        return method("Repeat", MethodType.SERVER_STREAMING);
    }

    MethodDescriptor<String, String> talk() {
        return method("Talk", MethodType.BIDI_STREAMING);
    }

    MethodDescriptor<String, String> hang() {
        return method("Hang", MethodType.UNARY);
    }

    /** Opens when a call hangs. */
    CountDownLatch begun() {
        return begun;
    }

    /** Opens when the call that hangs was cancelled. */
    CountDownLatch cancelled() {
        return cancelled;
    }

    ServerServiceDefinition definition() {
        return ServerServiceDefinition.builder(name)
                .addMethod(echo(), ServerCalls.asyncUnaryCall((String said, StreamObserver<String> answer) -> {
                    answer.onNext(said);
                    answer.onCompleted();
                }))
                .addMethod(
                        fail(),
                        ServerCalls.asyncUnaryCall((String said, StreamObserver<String> answer) -> answer.onError(
                                Status.FAILED_PRECONDITION.withDescription(said).asException())))
                .addMethod(count(), ServerCalls.asyncClientStreamingCall(EchoService::counting))
                .addMethod(
                        repeat(), ServerCalls.asyncServerStreamingCall((String said, StreamObserver<String> answer) -> {
                            for (int i = 0; i < MANY; i++) {
                                answer.onNext(said);
                            }
                            answer.onCompleted();
                        }))
                .addMethod(talk(), ServerCalls.asyncBidiStreamingCall(EchoService::talking))
                .addMethod(hang(), ServerCalls.asyncUnaryCall((String said, StreamObserver<String> answer) -> {
                    ((ServerCallStreamObserver<String>) answer).setOnCancelHandler(cancelled::countDown);
                    begun.countDown();
                }))
                .build();
    }

    private static StreamObserver<String> counting(StreamObserver<String> answer) {
        return new StreamObserver<>() {
            private int count;

            @Override
            public void onNext(String said) {
                count++;
            }

            @Override
            public void onError(Throwable error) {
                answer.onError(error);
            }

            @Override
            public void onCompleted() {
                answer.onNext(Integer.toString(count));
                answer.onCompleted();
            }
        };
    }

    private static StreamObserver<String> talking(StreamObserver<String> answer) {
        return new StreamObserver<>() {
            @Override
            public void onNext(String said) {
                answer.onNext(said);
            }

            @Override
            public void onError(Throwable error) {
                answer.onError(error);
            }

            @Override
            public void onCompleted() {
                answer.onCompleted();
            }
        };
    }

    /** Says in the trailers what was asked in the headers. */
    static ServerInterceptor tellingWhatWasAsked() {
        return new ServerInterceptor() {
            @Override
            public <Q, A> ServerCall.Listener<Q> interceptCall(
                    ServerCall<Q, A> call, Metadata asked, ServerCallHandler<Q, A> next) {
                return next.startCall(
                        new ForwardingServerCall.SimpleForwardingServerCall<>(call) {
                            @Override
                            public void close(Status status, Metadata trailers) {
                                String said = asked.get(ASKED);
                                if (said != null) {
                                    trailers.put(TOLD, said);
                                }
                                super.close(status, trailers);
                            }
                        },
                        asked);
            }
        };
    }

    private static final class Text implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String text) {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream bytes) {
            try {
                return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
