package dev.gatehouse.gateway.demo;

import java.net.http.HttpClient;
import java.util.Map;

/**
 * One call that the check makes, and what has to come of it.
 *
 * @param what a few words for the table
 * @param caller whose certificate is shown, empty for none
 * @param version the protocol
 * @param method the method
 * @param path the path, sent as it is
 * @param headers more headers
 * @param expected what has to come of it
 */
record Call(
        String what,
        String caller,
        HttpClient.Version version,
        String method,
        String path,
        Map<String, String> headers,
        Expected expected) {

    Call {
        headers = Map.copyOf(headers);
    }

    static Call get(String what, String path, Expected expected) {
        return new Call(what, "", HttpClient.Version.HTTP_1_1, "GET", path, Map.of(), expected);
    }

    static Call post(String what, String path, Expected expected) {
        return new Call(what, "", HttpClient.Version.HTTP_1_1, "POST", path, Map.of(), expected);
    }

    Call as(String name) {
        return new Call(what, name, version, method, path, headers, expected);
    }

    Call with(String header, String value) {
        return new Call(what, caller, version, method, path, Map.of(header, value), expected);
    }

    Call overHttp2() {
        return new Call(what, caller, HttpClient.Version.HTTP_2, method, path, headers, expected);
    }

    String protocol() {
        return version == HttpClient.Version.HTTP_2 ? "h2" : "1.1";
    }
}
