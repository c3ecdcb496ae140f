package dev.gatehouse.telemetry.publish;

/**
 * Topics that share a spool and a sender, because they are alike in worth and volume: a flood in one class, or a topic
 * that Kafka refuses, holds up none of the others.
 */
enum TopicClass {
    /** Many, and the first to give way when there is no more room. */
    REQUESTS("requests", 0),
    /** What was denied: never given up for want of room. */
    DECISIONS("decisions", 4),
    /** What the gateway says of itself, losses among it: never given up for want of room. */
    RECORDS("records", 4);

    private final String folder;
    private final int partOfBudget;

    TopicClass(String folder, int partOfBudget) {
        this.folder = folder;
        this.partOfBudget = partOfBudget;
    }

    String folder() {
        return folder;
    }

    /** The most that its spool may take of the whole, so that what is never given up cannot starve the rest. */
    long shareOf(long budget) {
        return partOfBudget == 0 ? Long.MAX_VALUE : budget / partOfBudget;
    }

    String senderName() {
        return "gatehouse-telemetry-" + folder;
    }
}
