package dev.gatehouse.gateway.filters;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.beans.BeanUtils;

/**
 * The arguments that a factory of Spring Cloud Gateway takes, learnt from its configuration class.
 *
 * <p>Names are compared without dashes and case, as Spring's binder does: {@code first-backoff} is
 * {@code firstBackoff}. The binder itself ignores names that it does not know, which is why they are checked
 * here.
 */
final class ArgumentNames {
    // Set by the gateway itself, or holding code, which a route file cannot.
    private static final Set<String> NOT_WRITTEN =
            Set.of("routeId", "predicate", "remoteAddressResolver", "keyResolver", "rewriteFunction", "exceptions");

    private final Map<String, Class<?>> types = new TreeMap<>();

    ArgumentNames(Class<?> configClass) {
        Arrays.stream(configClass.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class)
                .filter(method ->
                        method.getParameterCount() == 1 && method.getName().matches("set[A-Z].*"))
                .forEach(this::add);
    }

    private void add(Method setter) {
        String name = setter.getName().substring(3, 4).toLowerCase(Locale.ROOT)
                + setter.getName().substring(4);
        Class<?> type = setter.getParameterTypes()[0];
        if (!NOT_WRITTEN.contains(name)) {
            // Of overloaded setters, one that takes a bean tells most: its own arguments can be checked too.
            types.merge(name, type, (one, other) -> isBean(one) ? one : other);
        }
    }

    Collection<String> all() {
        return types.keySet();
    }

    /** Whether {@code backoff.factor} or {@code patterns[0]} leads to something that can be set. */
    boolean lead(String written) {
        int dot = written.indexOf('.');
        String first = plain(dot < 0 ? written : written.substring(0, dot));
        for (Map.Entry<String, Class<?>> known : types.entrySet()) {
            if (plain(known.getKey()).equals(first)) {
                return dot < 0
                        || Map.class.isAssignableFrom(known.getValue())
                        || isBean(known.getValue())
                                && new ArgumentNames(known.getValue()).lead(written.substring(dot + 1));
            }
        }
        return false;
    }

    /** The name of the setter's property for a name as it was written, index and all. */
    static boolean same(String written, String property) {
        return plain(written).equals(plain(property));
    }

    private static String plain(String name) {
        int index = name.indexOf('[');
        String bare = index < 0 ? name : name.substring(0, index);
        return bare.replace("-", "").toLowerCase(Locale.ROOT);
    }

    private static boolean isBean(Class<?> type) {
        return !BeanUtils.isSimpleProperty(type)
                && !List.class.isAssignableFrom(type)
                && !Collection.class.isAssignableFrom(type)
                && !Map.class.isAssignableFrom(type)
                && !type.isInterface();
    }
}
