package dev.gatehouse.telemetry.fleet;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** From the windows of gateways to the minutes of the fleet: each record once, sorted by whom it is about, added up. */
final class FleetTopology {
    /** So many minutes of subjects are open at once in each partition; one takes about 6 kB. */
    static final int MOST_OPEN = 5_000;

    private FleetTopology() {}

    static Topology of(String windows, String minutes, FleetCounts counts) {
        return of(windows, minutes, counts, MOST_OPEN);
    }

    static Topology of(String windows, String minutes, FleetCounts counts, int mostOpen) {
        StoreBuilder<?> seen = Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(FirstTimeOnly.STORE), Serdes.String(), Serdes.String());
        StoreBuilder<?> open = Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(WindowMerging.STORE), Serdes.String(), Serdes.ByteArray());
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(seen);
        builder.addStateStore(open);
        builder.stream(windows, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .process(() -> new FirstTimeOnly(counts), FirstTimeOnly.STORE)
                .repartition(
                        Repartitioned.with(Serdes.String(), Serdes.ByteArray()).withName("by-subject"))
                .process(() -> new WindowMerging(counts, mostOpen), WindowMerging.STORE)
                .to(minutes, Produced.with(Serdes.String(), Serdes.ByteArray()));
        return builder.build();
    }
}
