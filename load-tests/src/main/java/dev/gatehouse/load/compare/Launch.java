package dev.gatehouse.load.compare;

import java.util.List;
import java.util.Map;

/**
 * How a contender is started.
 *
 * @param environment set beside our own
 */
record Launch(List<String> command, Map<String, String> environment) {

    Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    static Launch of(String... command) {
        return new Launch(List.of(command), Map.of());
    }
}
