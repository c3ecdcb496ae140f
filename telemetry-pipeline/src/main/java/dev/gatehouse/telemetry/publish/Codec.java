package dev.gatehouse.telemetry.publish;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How batches are compressed: by zstd, the cheapest for its size, where its native code can be loaded. That needs a
 * temporary folder with room in it; without one, by what the JDK brings.
 */
final class Codec {
    private static final Logger LOG = LoggerFactory.getLogger(Codec.class);
    private static final String ZSTD = "zstd";
    private static final String GZIP = "gzip";
    private static final String CHOSEN = choose();

    private Codec() {}

    /** Kafka's word for it. */
    static String chosen() {
        return CHOSEN;
    }

    private static String choose() {
        try {
            // The class that Kafka's producer writes with; to initialise it is to load its native code.
            Class.forName("com.github.luben.zstd.ZstdOutputStreamNoFinalizer");
            return ZSTD;
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.warn("telemetry is compressed by gzip reason={}", e.toString());
            return GZIP;
        }
    }
}
