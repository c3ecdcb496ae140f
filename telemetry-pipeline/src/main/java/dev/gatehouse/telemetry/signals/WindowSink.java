package dev.gatehouse.telemetry.signals;

import dev.gatehouse.telemetry.event.JsonWriter;
import java.util.function.LongFunction;

/** Where finished windows go. */
public interface WindowSink {
    /**
     * Takes one record of a window.
     *
     * @param key whom it is about
     * @param body encodes the record once its sequence number is known
     */
    void accept(String key, LongFunction<byte[]> body);

    /** Adds what only the pipeline knows to the gateway's own record: sequence ranges and losses. */
    void describePipeline(JsonWriter json);
}
