package dev.gatehouse.gateway.differential;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Takes out of a message what must differ between two exchanges, and nothing else.
 *
 * <ul>
 *   <li>the host that chose the path, and the port of the backend that the case has on each path;
 *   <li>the request's id, wherever it stands (UUIDs), and the ids in {@code traceparent};
 *   <li>the value of the signed context header, which holds the request's id and the time;
 *   <li>the case of the names of the fields that frame a message on one hop, or name the next, which each hop writes
 *       for itself;
 *   <li>the key of a WebSocket's handshake, and the case of the names of its fields, since the filter path holds two
 *       WebSockets, each with a handshake of its own;
 *   <li>the case of the names of the fields of a problem, which is an answer of ours;
 *   <li>Transfer-Encoding where there is no body to encode, as in an answer to HEAD: each hop may say it or not;
 *   <li>the order of fields of different names, which means nothing (RFC 9110, 5.3); fields of one name keep theirs;
 *   <li>where one chunk ends and the next begins, which the reader of messages has already taken out.
 * </ul>
 */
final class Normal {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern TRACE_PARENT = Pattern.compile("(?i)(traceparent: 00-)[0-9a-f]{32}-[0-9a-f]{16}");
    private static final Pattern CONTEXT = Pattern.compile("(?i)(x-gatehouse-context: ).*");

    private static final Pattern KEY = Pattern.compile("(?i)(sec-websocket-key: ).*");
    private static final Pattern NAME = Pattern.compile("^[^:]+:");
    private static final Pattern FRAMING =
            Pattern.compile("(?i)^(content-length|transfer-encoding|connection|host|sec-websocket-[a-z]+):");

    private final int backendPort;

    Normal(int backendPort) {
        this.backendPort = backendPort;
    }

    Message message(Message message) {
        return new Message(
                text(message.startLine()),
                fields(needful(message), isProblem(message) ? NAME : FRAMING),
                message.framing(),
                text(message.body()),
                fields(message.trailers(), FRAMING),
                message.isWhole());
    }

    private static List<String> needful(Message message) {
        return message.framing() != Message.Framing.NONE
                ? message.fields()
                : message.fields().stream()
                        .filter(field -> !Message.nameOf(field).equals("transfer-encoding"))
                        .toList();
    }

    private static boolean isProblem(Message message) {
        return message.one("content-type").equals("application/problem+json");
    }

    private List<String> fields(List<String> fields, Pattern caseless) {
        return fields.stream()
                .map(field -> field(field, caseless))
                .sorted(Comparator.comparing(Message::nameOf))
                .toList();
    }

    private String field(String field, Pattern caseless) {
        String named =
                caseless.matcher(field).replaceFirst(found -> found.group().toLowerCase(Locale.ROOT));
        String known = TRACE_PARENT.matcher(named).replaceFirst("$1TRACE-SPAN");
        for (Pattern unequal : List.of(CONTEXT, KEY)) {
            known = unequal.matcher(known).replaceFirst("$1DIFFERS");
        }
        return text(known);
    }

    String text(String text) {
        String named = text.replace(Lane.FAST.host(), "lane.example").replace(Lane.FILTER.host(), "lane.example");
        return UUID.matcher(named.replace("127.0.0.1:" + backendPort, "127.0.0.1:BACKEND"))
                .replaceAll("UUID");
    }
}
