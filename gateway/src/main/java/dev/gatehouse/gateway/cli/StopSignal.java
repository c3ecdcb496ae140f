package dev.gatehouse.gateway.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The operator's wish to stop, by Ctrl-C or SIGTERM, handed to the thread that runs the command.
 *
 * <p>That thread is interrupted, so a start that is under way unwinds through its own clean-up; one that waits in
 * {@link #await} returns from it. It then stops everything in order and calls {@link #close}, and the process ends. If
 * it takes longer than the deadline, the process ends all the same, with 1.
 */
final class StopSignal implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Thread runner = Thread.currentThread();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopTheProcess, "stop-signal");

    private final int exitCode;

    private StopSignal(int exitCode) {
        this.exitCode = exitCode;
    }

    /** Listens for the signal from now on, on behalf of the calling thread. To be asked to stop is no failure. */
    static StopSignal install() {
        return install(ExitCode.OK);
    }

    /** The same for a command that has not done its work when it is asked to stop. */
    static StopSignal install(int exitCode) {
        StopSignal signal = new StopSignal(exitCode);
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Waits until the operator asks, and leaves the thread fit to stop things. */
    void await() {
        await(Duration.ofDays(36_500));
    }

    /** Waits until the operator asks, or the time is over. */
    void await(Duration atMost) {
        try {
            asked.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException signal) {
            // Only our own hook interrupts this thread; what follows has to be able to wait.
            return;
        }
        if (isAsked()) {
            Thread.interrupted();
        }
    }

    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyStopping) {
            // The hook is running, and now ends the process.
        }
    }

    private void stopTheProcess() {
        // In this order: whoever sees that it was asked can clear the interrupt, and stop things undisturbed.
        runner.interrupt();
        asked.countDown();
        boolean inTime = false;
        try {
            inTime = finished.await(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        // A process that a signal ends would otherwise report 128 and more.
        Runtime.getRuntime().halt(inTime ? exitCode : ExitCode.PROBLEM);
    }
}
