package dev.gatehouse.policy;

import java.util.Map;

/** Numbers of the methods that patterns name; all others are 0. */
final class Methods {
    private static final int OTHER = 0;

    private final String[] named;
    private final Names numbers;

    /** Methods with the numbers from 1 on. */
    Methods(Map<String, Integer> numbered) {
        numbers = new Names(numbered, OTHER);
        named = new String[numbered.size()];
        numbered.forEach((method, number) -> named[number - 1] = method.intern());
    }

    // Whoever reads requests takes the common methods from constants, so that most are found without a look inside.
    @SuppressWarnings("ReferenceEquality")
    int of(String method) {
        for (int i = 0; i < named.length; i++) {
            if (named[i] == method) {
                return i + 1;
            }
        }
        return numbers.of(method);
    }
}
