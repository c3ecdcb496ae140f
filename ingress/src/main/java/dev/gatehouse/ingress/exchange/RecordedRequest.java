package dev.gatehouse.ingress.exchange;

import dev.gatehouse.ingress.snapshot.Recording;
import dev.gatehouse.policy.Attribute;
import dev.gatehouse.policy.Attributes;
import dev.gatehouse.policy.path.CanonicalPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the operator lets be recorded of one request, as it was when the request was judged.
 *
 * <p>An attribute that was absent has an empty list. What is too long is not cut, as half a value would be
 * another one, but left out and named in {@code oversized}. When nothing is recorded, nothing is allocated.
 */
public record RecordedRequest(@Nullable String path, Map<String, List<String>> attributes, List<String> oversized) {
    static final int LONGEST_PATH = 1024;
    static final int LONGEST_VALUE = 256;
    static final int MOST_VALUES = 32;
    static final String PATH = "path";

    private static final RecordedRequest NOTHING = new RecordedRequest(null, Map.of(), List.of());

    public static RecordedRequest nothing() {
        return NOTHING;
    }

    static RecordedRequest of(Recording recording, CanonicalPath path, Attributes attributes) {
        List<String> oversized = new ArrayList<>(0);
        String recordedPath = null;
        if (recording.path()) {
            if (path.value().length() <= LONGEST_PATH) {
                recordedPath = path.value();
            } else {
                oversized.add(PATH);
            }
        }
        Map<String, List<String>> recorded = new LinkedHashMap<>();
        for (Attribute attribute : recording.attributes()) {
            List<String> values = List.copyOf(attribute.values(attributes));
            if (fits(values)) {
                recorded.put(attribute.written(), values);
            } else {
                oversized.add(attribute.written());
            }
        }
        return new RecordedRequest(recordedPath, recorded, oversized);
    }

    private static boolean fits(List<String> values) {
        return values.size() <= MOST_VALUES && values.stream().allMatch(value -> value.length() <= LONGEST_VALUE);
    }
}
