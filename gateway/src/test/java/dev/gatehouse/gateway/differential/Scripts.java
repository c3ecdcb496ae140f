package dev.gatehouse.gateway.differential;

/** Steps that most cases have in common. */
final class Scripts {
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private Scripts() {}

    /** Reads one request, then answers with these bytes. */
    static Script answer(String... pieces) {
        return wire -> {
            wire.request();
            wire.send(pieces);
        };
    }

    /** Answers so many requests on one connection. */
    static Script answerEach(int count, String response) {
        return wire -> {
            for (int i = 0; i < count; i++) {
                wire.request();
                wire.send(response);
            }
        };
    }

    /** Reads one request, answers with these bytes, and closes. */
    static Script answerAndClose(String... pieces) {
        return wire -> {
            wire.request();
            wire.send(pieces);
            wire.close();
        };
    }

    /** Sends these bytes and reads one response. */
    static Script ask(String... pieces) {
        return wire -> {
            wire.send(pieces);
            wire.response();
        };
    }

    /** Sends a GET with these fields, and reads the response. */
    static Script get(String target, String... fields) {
        return wire -> {
            wire.send(request("GET", target, fields));
            wire.response();
        };
    }

    /** The head of a request. It says what a client that says nothing would be said for on the filter path. */
    static String request(String method, String target, String... fields) {
        StringBuilder text = new StringBuilder(
                method + " " + target + " HTTP/1.1\r\nHost: HOST\r\nAccept: */*\r\nUser-Agent: x/1\r\n");
        for (String field : fields) {
            text.append(field).append("\r\n");
        }
        return text.append("\r\n").toString();
    }

    static String chunked(String... chunks) {
        StringBuilder text = new StringBuilder();
        for (String chunk : chunks) {
            text.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return text.append("0\r\n\r\n").toString();
    }
}
