package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.trust.TrustLabel;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;

/**
 * One call that shows what is claimed of many: who calls, for whom they act (nearly always nobody), what is
 * requested, and what the call says.
 */
public record Witness(
        String caller, List<String> behalf, String service, String method, CanonicalPath path, Situation situation) {
    public Witness {
        behalf = List.copyOf(behalf);
    }

    /** The same call by somebody else. */
    Witness by(String other) {
        return new Witness(other, behalf, service, method, path, situation);
    }

    /** The call as a policy judges it; whomever that policy does not know is anonymous to it. */
    public AccessRequest toRequest(CompiledPolicy policy) {
        Identity from = identity(policy, caller);
        TrustLabel label = from.label();
        for (String principal : behalf) {
            label = label.meet(identity(policy, principal).label());
        }
        return new AccessRequest(from, label, service, method, path, situation, situation.at());
    }

    private static Identity identity(CompiledPolicy policy, String name) {
        return policy.identities()
                .named(name)
                .orElseGet(() -> policy.identities().anonymous());
    }

    /** The call in the words of {@code gatehouse explain}, with its moment. */
    @Override
    public String toString() {
        return call() + " --at " + situation.at();
    }

    /** The call in the words of {@code gatehouse explain}, with its moment only where that is not now. */
    public String toString(Instant now) {
        return situation.at().equals(now) ? call() : toString();
    }

    private String call() {
        StringBuilder text = new StringBuilder("--from ").append(caller);
        behalf.forEach(principal -> text.append(" --on-behalf-of ").append(principal));
        text.append(" --send \"").append(method).append(' ').append(path).append('"');
        situation.headers().forEach((name, values) -> append(text, " --header ", name + ":", values));
        situation.claims().forEach((name, values) -> append(text, " --claim ", name + "=", values));
        if (!situation.client().isEmpty()) {
            text.append(" --client ").append(shown(situation.clientAddress()));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String option, String name, List<String> values) {
        values.forEach(value -> text.append(option).append(quoted(name + value)));
    }

    private static String quoted(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"'`$\\&|;<>()*?#!".indexOf(c) < 0)
                ? text
                : "'" + text.replace("'", "'\\''") + "'";
    }

    private static String shown(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("not an address: " + address.length + " octets", e);
        }
    }
}
