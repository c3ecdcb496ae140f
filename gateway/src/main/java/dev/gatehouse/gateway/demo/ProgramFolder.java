package dev.gatehouse.gateway.demo;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;

/** Where this program lies on the disk. */
final class ProgramFolder {

    private ProgramFolder() {}

    /** The {@code gateway} folder: two above the jar or the classes in its {@code target}. */
    static Path gateway() throws DemoProblem {
        CodeSource source = ProgramFolder.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new DemoProblem("the program does not know where it lies on the disk");
        }
        try {
            Path target = Path.of(source.getLocation().toURI()).getParent();
            Path gateway = target == null ? null : target.getParent();
            if (gateway == null) {
                throw new DemoProblem("the program lies where no broker can lie beside it: " + source.getLocation());
            }
            return gateway;
        } catch (URISyntaxException | IllegalArgumentException odd) {
            throw new DemoProblem("the program does not lie in a folder: " + source.getLocation(), odd);
        }
    }
}
