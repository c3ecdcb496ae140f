package dev.gatehouse.gateway.cli;

import picocli.CommandLine.IVersionProvider;

/** Which build this is, and on what it runs. */
final class ProgramVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = getClass().getPackage().getImplementationVersion();
        return new String[] {
            "gatehouse " + (version == null ? "from its classes" : version),
            "java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + "), "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }
}
