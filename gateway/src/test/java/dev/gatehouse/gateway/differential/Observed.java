package dev.gatehouse.gateway.differential;

import java.util.ArrayList;
import java.util.List;

/** What both ends saw of an exchange, normalised; {@code failures} are steps of the scripts that went wrong. */
record Observed(List<Side> connections, Side client, List<String> failures) {

    Observed {
        connections = List.copyOf(connections);
        failures = List.copyOf(failures);
    }

    /** What one end of one connection read, and noted. */
    record Side(List<Message> messages, List<String> notes) {

        Side {
            messages = List.copyOf(messages);
            notes = List.copyOf(notes);
        }

        @Override
        public String toString() {
            List<String> parts = new ArrayList<>();
            messages.forEach(message -> parts.add(message.toString()));
            notes.forEach(note -> parts.add("(" + note + ")"));
            return String.join("\n\n", parts);
        }
    }

    /** Every request that reached the backend, by connection. */
    List<Message> requests() {
        return connections.stream().flatMap(side -> side.messages().stream()).toList();
    }

    /** The only request that reached the backend. */
    Message request() {
        if (requests().size() != 1) {
            throw new AssertionError(requests().size() + " requests reached the backend: " + requests());
        }
        return requests().get(0);
    }

    List<Message> responses() {
        return client.messages();
    }

    /** The last response that the client read. */
    Message response() {
        if (responses().isEmpty()) {
            throw new AssertionError("the client read no response: " + this);
        }
        return responses().get(responses().size() - 1);
    }

    List<Integer> statuses() {
        return responses().stream().map(Message::status).toList();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("=== client\n").append(client);
        for (int i = 0; i < connections.size(); i++) {
            text.append("\n\n=== backend, connection ").append(i).append('\n').append(connections.get(i));
        }
        failures.forEach(failure -> text.append("\n\n=== FAILED ").append(failure));
        return text.toString();
    }
}
