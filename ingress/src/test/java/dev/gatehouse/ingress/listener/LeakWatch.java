package dev.gatehouse.ingress.listener;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Remembers every buffer that Netty finds to have been lost. */
final class LeakWatch {
    private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();
    private static final int ROUNDS = 5;
    private static final int BUFFERS_A_ROUND = 200;

    private LeakWatch() {}

    /** To be called before the first buffer is made in this JVM. */
    static void install() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new Factory());
    }

    /** What was lost so far; asks the collector first, and makes buffers, since only then Netty looks. */
    static Queue<String> found() {
        for (int round = 0; round < ROUNDS; round++) {
            System.gc();
            for (int i = 0; i < BUFFERS_A_ROUND; i++) {
                ByteBufAllocator.DEFAULT.buffer(16).release();
            }
        }
        return FOUND;
    }

    private static final class Factory extends ResourceLeakDetectorFactory {
        @Override
        @Deprecated
        public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> type, int interval, long maxActive) {
            return newResourceLeakDetector(type, interval);
        }

        @Override
        public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> type, int interval) {
            return new Detector<>(type, interval);
        }
    }

    private static final class Detector<T> extends ResourceLeakDetector<T> {
        Detector(Class<T> type, int interval) {
            super(type, interval);
        }

        @Override
        protected boolean needReport() {
            return true;
        }

        @Override
        protected void reportTracedLeak(String type, String records) {
            FOUND.add(type + records);
        }

        @Override
        protected void reportUntracedLeak(String type) {
            FOUND.add(type);
        }
    }
}
