package dev.gatehouse.ingress.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Counts who is inside and how fast each address comes, and turns away what is too much.
 *
 * <p>Addresses are remembered up to a bound; one that was forgotten starts with a full bucket. An IPv6
 * client is its /64, since it may pick any address in there. Safe to share between threads.
 */
public final class AdmissionLimits {
    private static final int MAX_ADDRESSES = 100_000;
    private static final Admission ENTERED = new Admission.Entered();
    private static final Admission OVERLOADED = new Admission.TurnedAway(Refusal.OVERLOADED, 1);
    private static final Admission TOO_FAST = new Admission.TurnedAway(Refusal.RATE_LIMITED, 1);

    private final int maxRequests;
    private final int requestsPerSecond;
    private final LongSupplier nanos;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongAdder turnedAway = new LongAdder();
    private final Cache<AddressBlock, TokenBucket> buckets;

    public AdmissionLimits(Limits limits, LongSupplier nanos) {
        maxRequests = limits.maxRequests();
        requestsPerSecond = limits.requestsPerSecondPerAddress();
        this.nanos = nanos;
        buckets = Caffeine.newBuilder()
                .maximumSize(MAX_ADDRESSES)
                .expireAfterAccess(Duration.ofMinutes(1))
                .ticker(nanos::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** Takes a place for a request of this client, or says why there is none. */
    public Admission enter(InetAddress client) {
        if (requestsPerSecond > 0 && !bucketOf(client).take(nanos.getAsLong())) {
            turnedAway.increment();
            return TOO_FAST;
        }
        if (inFlight.incrementAndGet() > maxRequests) {
            inFlight.decrementAndGet();
            turnedAway.increment();
            return OVERLOADED;
        }
        return ENTERED;
    }

    /** Gives back the place that {@link #enter} took. */
    public void leave() {
        inFlight.decrementAndGet();
    }

    public int inFlight() {
        return inFlight.get();
    }

    /** How many requests found no place so far. */
    public long turnedAway() {
        return turnedAway.sum();
    }

    private TokenBucket bucketOf(InetAddress client) {
        return buckets.get(AddressBlock.of(client), block -> new TokenBucket(requestsPerSecond, nanos.getAsLong()));
    }
}
