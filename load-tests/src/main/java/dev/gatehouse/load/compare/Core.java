package dev.gatehouse.load.compare;

import java.util.List;

/** The two cores that a comparison takes: one for the proxy, one for everything else. */
enum Core {
    PROXY(0),
    LOAD(1);

    private final int number;

    Core(int number) {
        this.number = number;
    }

    /** What a command begins with to stay on this core. */
    List<String> prefix() {
        return List.of("taskset", "-c", Integer.toString(number));
    }
}
