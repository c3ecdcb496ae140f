package dev.gatehouse.gateway.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import org.jspecify.annotations.Nullable;

/** The numbers of the process and its JVM, and how full it is by them. */
public final class RuntimeMeters implements AutoCloseable {
    private final @Nullable Gauge heapAfterGc;
    private final @Nullable Gauge openFiles;
    private final @Nullable Gauge mostFiles;
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final JvmHeapPressureMetrics heapPressure = new JvmHeapPressureMetrics();

    public RuntimeMeters(MeterRegistry registry) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
        heapPressure.bindTo(registry);
        heapAfterGc = registry.find("jvm.memory.usage.after.gc").gauge();
        openFiles = registry.find("process.files.open").gauge();
        mostFiles = registry.find("process.files.max").gauge();
    }

    /** What the last garbage collection left in the part of the heap where things stay, from 0 to 1. */
    public double heapAfterGc() {
        return value(heapAfterGc);
    }

    /** Open files, sockets included, of those that the system allows; 0 where the system does not say. */
    public double fileDescriptors() {
        double most = value(mostFiles);
        return most > 0 ? value(openFiles) / most : 0;
    }

    private static double value(@Nullable Gauge gauge) {
        return gauge == null ? 0 : gauge.value();
    }

    @Override
    public void close() {
        collections.close();
        heapPressure.close();
    }
}
