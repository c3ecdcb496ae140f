package dev.gatehouse.telemetry.publish;

/**
 * One thing about a topic that is not as it was wanted.
 *
 * @param mend what an operator does about it: a command of Kafka's
 */
record TopicDifference(Topic topic, String setting, String found, String wanted, String mend) {}
