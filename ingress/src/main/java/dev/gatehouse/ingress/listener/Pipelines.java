package dev.gatehouse.ingress.listener;

import dev.gatehouse.ingress.admission.HeaderNameCheck;
import dev.gatehouse.ingress.admission.Limits;
import dev.gatehouse.ingress.exchange.Peer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;

/** Sets up a connection for the protocol it speaks, with a walk for each connection or stream. */
final class Pipelines {
    private static final int MAX_CHUNK = 16 * 1024;
    private static final int FLOOD_WINDOW_SECONDS = 10;
    private static final int MAX_RESETS_A_WINDOW = 200;
    private static final int MAX_CONTROL_FRAMES_QUEUED = 1_000;
    private static final int MAX_EMPTY_DATA_FRAMES = 8;

    private final Door door;
    private final Limits limits;

    Pipelines(Door door) {
        this.door = door;
        limits = door.limits();
    }

    /** The clock of a connection that speaks HTTP/1.1, or is not known yet to speak anything else. */
    HeadClock newClock() {
        return new HeadClock(limits.headerTimeout());
    }

    ChannelHandler newIdleWatch() {
        return new IdleWatch(limits.idleTimeout());
    }

    void speakHttp1(Channel connection, Peer peer, HeadClock clock) {
        HttpDecoderConfig strict = new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.maxInitialLineBytes())
                .setMaxHeaderSize(limits.maxHeaderBytes())
                .setMaxChunkSize(MAX_CHUNK)
                .setValidateHeaders(true)
                .setHeadersFactory(HeaderNameCheck.headers())
                .setAllowDuplicateContentLengths(false)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true);
        connection.pipeline().addLast(new HttpServerCodec(strict)).addLast(new WalkHandler(door, peer, clock));
        leaveIfDraining(connection);
    }

    void speakHttp2(Channel connection, Peer peer) {
        Http2Settings settings = Http2Settings.defaultSettings()
                .maxConcurrentStreams(limits.maxStreams())
                .maxHeaderListSize(limits.maxHeaderBytes());
        // A drain waits for the streams as long as its own deadline says, not the codec's.
        Http2FrameCodecBuilder codec = Http2FrameCodecBuilder.forServer()
                .initialSettings(settings)
                .validateHeaders(true)
                .decoderEnforceMaxRstFramesPerWindow(MAX_RESETS_A_WINDOW, FLOOD_WINDOW_SECONDS)
                .encoderEnforceMaxRstFramesPerWindow(MAX_RESETS_A_WINDOW, FLOOD_WINDOW_SECONDS)
                .encoderEnforceMaxQueuedControlFrames(MAX_CONTROL_FRAMES_QUEUED)
                .decoderEnforceMaxConsecutiveEmptyDataFrames(MAX_EMPTY_DATA_FRAMES)
                .gracefulShutdownTimeoutMillis(-1);
        StreamsWatch watch = new StreamsWatch();
        ChannelPipeline pipeline = connection.pipeline();
        pipeline.addLast(codec.build());
        pipeline.addLast(new Http2MultiplexHandler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel stream) {
                watch.add(stream);
                stream.pipeline()
                        .addLast(new Http2StreamFrameToHttpObjectCodec(true))
                        .addLast(new WalkHandler(door, peer, null));
            }
        }));
        pipeline.addLast(watch);
        leaveIfDraining(connection);
    }

    /** A connection that was accepted before the drain, and became ready after it. */
    private void leaveIfDraining(Channel connection) {
        if (door.isDraining()) {
            connection.close();
        }
    }
}
