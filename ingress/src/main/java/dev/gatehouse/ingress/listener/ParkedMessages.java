package dev.gatehouse.ingress.listener;

import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent ahead of its turn, in order. When this is full the connection is not read any more, so
 * it holds at most its bounds and what one read of the socket brings.
 */
final class ParkedMessages {
    private static final int MAX_MESSAGES = 64;
    private static final int MAX_BYTES = 64 * 1024;

    private final ArrayDeque<Object> messages = new ArrayDeque<>(4);
    private long bytes;

    void add(Object message) {
        messages.add(message);
        bytes += MessageSize.of(message);
    }

    @Nullable
    Object peek() {
        return messages.peek();
    }

    @Nullable
    Object poll() {
        Object message = messages.poll();
        if (message != null) {
            bytes -= MessageSize.of(message);
        }
        return message;
    }

    int size() {
        return messages.size();
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    boolean isFull() {
        return bytes >= MAX_BYTES || messages.size() >= MAX_MESSAGES;
    }

    void releaseAll() {
        for (Object message = poll(); message != null; message = poll()) {
            ReferenceCountUtil.release(message);
        }
    }
}
