package dev.gatehouse.load.policies;

import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.Attributes;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.path.CanonicalPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A call that somebody might make of a made-up policy. */
public record SampleCall(
        String caller,
        String service,
        String method,
        String path,
        Map<String, String> headers,
        Map<String, String> claims,
        List<Integer> address) {

    public SampleCall {
        headers = Map.copyOf(headers);
        claims = Map.copyOf(claims);
        address = List.copyOf(address);
    }

    /** Whether it says nothing beside method and path. */
    public boolean saysNothing() {
        return headers.isEmpty() && saysOnlyHeaders();
    }

    /** Whether headers are all that it says beside method and path. */
    public boolean saysOnlyHeaders() {
        return claims.isEmpty() && address.isEmpty();
    }

    SampleCall by(String other) {
        return new SampleCall(other, service, method, path, headers, claims, address);
    }

    SampleCall sending(String otherMethod, String otherPath) {
        return new SampleCall(caller, service, otherMethod, otherPath, headers, claims, address);
    }

    SampleCall bare() {
        return new SampleCall(caller, service, method, path, Map.of(), Map.of(), List.of());
    }

    /** As the engine is asked. */
    public AccessRequest toRequest(CompiledPolicy policy, Instant at) {
        AccessRequest call = AccessRequest.of(
                policy.identities().named(caller).orElseThrow(),
                service,
                method,
                CanonicalPath.from(path).path().orElseThrow(),
                at);
        return saysNothing() ? call : call.with(new Said(lists(headers), lists(claims), bytes()));
    }

    private static Map<String, List<String>> lists(Map<String, String> values) {
        return values.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
    }

    private byte[] bytes() {
        byte[] bytes = new byte[address.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = address.get(i).byteValue();
        }
        return bytes;
    }

    /** What the call says; asked without making anything, as the door does it. */
    private record Said(Map<String, List<String>> headers, Map<String, List<String>> claims, byte[] clientAddress)
            implements Attributes {

        @Override
        public List<String> header(String lowerCaseName) {
            return headers.getOrDefault(lowerCaseName, List.of());
        }

        @Override
        public List<String> claim(String name) {
            return claims.getOrDefault(name, List.of());
        }
    }
}
