package dev.gatehouse.load.compare;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** All medians of one comparison; also the shape of the JSON file. */
record Result(String date, Plan plan, Map<String, String> machine, Map<String, Map<String, Measured>> works) {

    Result {
        machine = Collections.unmodifiableMap(new LinkedHashMap<>(machine));
        works = Collections.unmodifiableMap(new LinkedHashMap<>(works));
    }
}
