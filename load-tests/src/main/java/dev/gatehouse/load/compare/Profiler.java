package dev.gatehouse.load.compare;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.gatehouse.load.LoadProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Lets async-profiler watch another JVM, and writes where its processor time went. */
final class Profiler {
    private static final Map<String, String> LIBRARIES = Map.of(
            "amd64", "/linux-x64/libasyncProfiler.so",
            "aarch64", "/linux-arm64/libasyncProfiler.so");
    private static final String EVERY_HALF_MILLISECOND = "start,event=ctimer,interval=500us,threads";

    private final Path library;

    private Profiler(Path library) {
        this.library = library;
    }

    /** Lays the profiler's library into a folder, for the other JVM to load it from there. */
    static Profiler in(Path folder) throws IOException, LoadProblem {
        String name = LIBRARIES.getOrDefault(System.getProperty("os.arch", ""), "");
        try (InputStream bytes = name.isEmpty() ? null : Profiler.class.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new LoadProblem("async-profiler has no library for " + System.getProperty("os.arch"));
            }
            Path library = folder.resolve("libasyncProfiler.so").toAbsolutePath();
            Files.copy(bytes, library, StandardCopyOption.REPLACE_EXISTING);
            return new Profiler(library);
        }
    }

    void start(long process) throws LoadProblem {
        tell(process, EVERY_HALF_MILLISECOND);
    }

    /** Ends it, and writes a flame graph and the methods that took most. */
    void stop(long process, Path graph, Path methods) throws LoadProblem {
        tell(process, "dump,flat=60,traces=0,file=" + methods.toAbsolutePath());
        tell(process, "stop,flamegraph,file=" + graph.toAbsolutePath());
    }

    private void tell(long process, String command) throws LoadProblem {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(process));
            try {
                machine.loadAgentPath(library.toString(), command);
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException
                | AgentLoadException
                | AgentInitializationException
                | IOException failure) {
            throw new LoadProblem("no profile: " + failure.getMessage(), failure);
        }
    }
}
