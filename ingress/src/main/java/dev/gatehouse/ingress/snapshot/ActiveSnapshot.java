package dev.gatehouse.ingress.snapshot;

/** The generation that new requests take; a swap is one write, seen by every loop at its next request. */
public final class ActiveSnapshot {
    private volatile Snapshot current;

    public ActiveSnapshot(Snapshot first) {
        current = first;
    }

    public Snapshot current() {
        return current;
    }

    public void swap(Snapshot next) {
        current = next;
    }
}
