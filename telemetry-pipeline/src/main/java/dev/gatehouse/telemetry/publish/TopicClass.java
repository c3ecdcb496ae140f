package dev.gatehouse.telemetry.publish;

/**
 * Topics that share a spool and a sender, because they are alike in worth and volume: a flood in one class, or a topic
 * that Kafka refuses, holds up none of the others.
 */
enum TopicClass {
    /** Many, and the first to give way when there is no more room. */
    REQUESTS("requests", 1),
    /** What was denied: never given up for want of room. */
    DECISIONS("decisions", 0.75),
    /** What the gateway says of itself, losses among it: never given up for want of room. */
    RECORDS("records", 0.25);

    private final String folder;
    private final double partOfBudget;

    TopicClass(String folder, double partOfBudget) {
        this.folder = folder;
        this.partOfBudget = partOfBudget;
    }

    String folder() {
        return folder;
    }

    /** The most that its spool may take of the whole, so that what is never given up cannot starve the rest. */
    long shareOf(long budget) {
        return partOfBudget == 1 ? Long.MAX_VALUE : (long) (budget * partOfBudget);
    }

    String senderName() {
        return "gatehouse-telemetry-" + folder;
    }
}
