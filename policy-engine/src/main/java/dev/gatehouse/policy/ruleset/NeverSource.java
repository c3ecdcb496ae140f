package dev.gatehouse.policy.ruleset;

import java.util.List;

/**
 * A promise about all rules together, as written: nobody of {@code from} reaches any of {@code reach}, not even
 * through others, unless one of {@code exceptThrough} stands between them.
 *
 * <p>{@code from} and {@code reach} are identities or levels; {@code exceptThrough} are identities.
 * {@code position} is the place in the operator's files, empty when there is none.
 */
public record NeverSource(List<String> reach, List<String> from, List<String> exceptThrough, String position) {

    public NeverSource {
        reach = List.copyOf(reach);
        from = List.copyOf(from);
        exceptThrough = List.copyOf(exceptThrough);
    }
}
