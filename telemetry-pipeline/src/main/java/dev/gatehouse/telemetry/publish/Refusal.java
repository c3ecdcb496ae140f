package dev.gatehouse.telemetry.publish;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;

/** What a producer's refusal to take a record calls for. */
final class Refusal {
    private Refusal() {}

    /** The record itself is at fault; trying again is of no use. */
    static boolean concernsTheRecord(Exception refusal) {
        return refusal instanceof RecordTooLargeException
                || refusal instanceof RecordBatchTooLargeException
                || refusal instanceof InvalidRecordException
                || refusal instanceof InvalidTopicException;
    }

    /** The broker is away or the producer's memory is full; the same producer may take it later. */
    static boolean mayPass(Exception refusal) {
        return refusal instanceof RetriableException;
    }
}
