package dev.gatehouse.gateway;

import dev.gatehouse.gateway.cli.GatehouseCommand;

/** Where the program begins. */
public final class Gatehouse {

    private Gatehouse() {}

    public static void main(String[] arguments) {
        System.exit(GatehouseCommand.commandLine().execute(arguments));
    }
}
