package dev.gatehouse.gateway;

import dev.gatehouse.gateway.cli.GatehouseCommand;

/** Where the program begins. */
public final class Gatehouse {

    private Gatehouse() {}

    public static void main(String[] arguments) {
        if (System.getProperty("io.netty.leakDetection.level") == null) {
            // Netty watches one buffer in a hundred for being lost, which costs; the tests watch each of them.
            System.setProperty("io.netty.leakDetection.level", "disabled");
        }
        System.exit(GatehouseCommand.commandLine().execute(arguments));
    }
}
