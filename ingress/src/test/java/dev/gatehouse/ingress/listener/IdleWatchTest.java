package dev.gatehouse.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.timeout.IdleStateEvent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdleWatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Alarms alarms = new Alarms();
    private final SlowChannel channel = new SlowChannel(new IdleWatch(PATIENCE), alarms);

    @AfterEach
    void close() {
        channel.taken = Integer.MAX_VALUE;
        channel.flush();
        channel.finishAndReleaseAll();
    }

    @Test
    void tellsAgainAndAgainThatNothingMoves() {
        pass(9);
        assertThat(alarms.count).isZero();
        pass(1);
        assertThat(alarms.count).isEqualTo(1);
        pass(10);
        assertThat(alarms.count).isEqualTo(2);
    }

    @Test
    void waitsAgainAfterWhatIsRead() {
        pass(9);
        channel.writeInbound("something");
        pass(9);
        assertThat(alarms.count).isZero();
        pass(1);
        assertThat(alarms.count).isEqualTo(1);
    }

    @Test
    void waitsAgainAfterWhatIsWritten() {
        pass(9);
        channel.taken = Integer.MAX_VALUE;
        channel.writeOutbound(Unpooled.buffer().writeZero(1));
        pass(9);
        assertThat(alarms.count).isZero();
        pass(1);
        assertThat(alarms.count).isEqualTo(1);
    }

    @Test
    void waitsForAClientThatTakesALittleOfWhatIsThere() {
        channel.writeOutbound(Unpooled.buffer().writeZero(1000));
        for (int i = 0; i < 5; i++) {
            pass(9);
            channel.taken = 10;
            channel.unsafe().flush();
            channel.taken = 0;
        }
        assertThat(alarms.count).isZero();
    }

    @Test
    void doesNotWaitForAClientThatTakesNothing() {
        channel.writeOutbound(Unpooled.buffer().writeZero(1000));
        pass(10);
        assertThat(alarms.count).isEqualTo(1);
    }

    @Test
    void isQuietWhenTheConnectionIsGone() {
        channel.close();
        pass(30);
        assertThat(alarms.count).isZero();
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    /** A connection whose client takes only so much at a time. */
    private static final class SlowChannel extends EmbeddedChannel {
        private int taken;

        SlowChannel(ChannelHandler... handlers) {
            super();
            freezeTime();
            pipeline().addLast(handlers);
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer waiting) {
            waiting.removeBytes(Math.min(taken, waiting.totalPendingWriteBytes()));
        }
    }

    private static final class Alarms extends ChannelInboundHandlerAdapter {
        private int count;

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof IdleStateEvent) {
                count++;
            }
        }
    }
}
