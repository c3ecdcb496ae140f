package dev.gatehouse.load.compare;

import dev.gatehouse.load.LoadProblem;
import java.io.IOException;
import java.util.Optional;

/** A proxy that is compared with the others. */
interface Contender {

    String title();

    /** Its version, or nothing where it is not installed. */
    Optional<String> version();

    /** If it can do this work at all. */
    boolean does(Work work);

    /** If it gets faster while it runs, and has to be driven for a while before it is measured. */
    boolean needsWarmth();

    /** If its events go to Kafka; those of the others go to a file. */
    boolean needsKafka();

    /** Writes its configuration for this work, and says how it is started. */
    Launch prepare(Work work, Site site) throws IOException, LoadProblem;
}
