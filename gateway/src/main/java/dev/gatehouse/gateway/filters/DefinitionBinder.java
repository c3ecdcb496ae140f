package dev.gatehouse.gateway.filters;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.cloud.gateway.support.Configurable;
import org.springframework.cloud.gateway.support.ConfigurationService;
import org.springframework.cloud.gateway.support.ShortcutConfigurable;
import org.springframework.cloud.gateway.support.ShortcutConfigurable.ShortcutType;
import org.springframework.cloud.gateway.support.StringToZonedDateTimeConverter;
import org.springframework.cloud.gateway.support.config.KeyValueConverter;

/**
 * Turns the arguments of one definition into the configuration object of its factory, and says everything
 * that is wrong with them.
 *
 * <p>Spring Cloud Gateway ignores arguments that it does not know and evaluates those that look like
 * expressions; here both are problems, and no bean can be reached.
 */
final class DefinitionBinder {
    private static final int MESSAGE_LIMIT = 200;

    private final ConfigurationService binding;

    DefinitionBinder() {
        ApplicationConversionService conversion = new ApplicationConversionService();
        conversion.addConverter(new StringToZonedDateTimeConverter());
        conversion.addConverter(new KeyValueConverter());
        binding = new ConfigurationService(null, () -> conversion, () -> null);
    }

    /** The bound configuration, or nothing when problems were added. */
    <T, C extends Configurable<T> & ShortcutConfigurable> Optional<T> bind(
            C factory, Definition definition, Set<String> optional, Site site) {
        int before = site.problems().size();
        checkTexts(definition, site);
        Map<String, Object> properties =
                definition.isShortcut() ? positional(factory, definition, site) : named(factory, definition, site);
        if (site.problems().size() > before) {
            return Optional.empty();
        }
        T bound;
        try {
            bound = binding.with(factory)
                    .name(definition.name())
                    .normalizedProperties(properties)
                    .bind();
        } catch (RuntimeException e) {
            site.problem("`" + definition.name() + "`: " + lastReason(e), usage(factory));
            return Optional.empty();
        }
        for (String name : fields(factory)) {
            if (!optional.contains(name) && isMissing(bound, name)) {
                site.problem("`" + definition.name() + "`: `" + name + "` is missing", usage(factory));
            }
        }
        return site.problems().size() > before ? Optional.empty() : Optional.of(bound);
    }

    private static void checkTexts(Definition definition, Site site) {
        definition.arguments().forEach((name, value) -> {
            if (value.contains("#{")) {
                site.problem(name, "expressions (`#{`) are not evaluated here", "write the value itself");
            } else if (ArgumentNames.same(name, "regexp")) {
                checkRegexp(name, value, site);
            }
        });
    }

    private static void checkRegexp(String name, String value, Site site) {
        try {
            Pattern.compile(value);
        } catch (PatternSyntaxException e) {
            site.problem(name, "`" + value + "` is not a regular expression: " + lowerFirst(e.getDescription()), "");
        }
    }

    private static <T, C extends Configurable<T> & ShortcutConfigurable> Map<String, Object> positional(
            C factory, Definition definition, Site site) {
        List<String> values = new ArrayList<>(definition.arguments().values());
        List<String> names = factory.shortcutFieldOrder();
        Map<String, Object> properties = new LinkedHashMap<>();
        if (values.isEmpty()) {
            return properties;
        }
        if (names.isEmpty()) {
            site.problem("`" + definition.name() + "` takes no arguments in its short form", usage(factory));
            return properties;
        }
        if (factory.shortcutType() == ShortcutType.DEFAULT) {
            if (values.size() > names.size()) {
                site.problem(
                        "`" + definition.name() + "` takes at most " + names.size() + " arguments", usage(factory));
                return properties;
            }
            for (int i = 0; i < values.size(); i++) {
                properties.put(names.get(i), values.get(i));
            }
            return properties;
        }
        if (factory.shortcutType() == ShortcutType.GATHER_LIST_TAIL_FLAG) {
            String last = values.get(values.size() - 1);
            if (last.equalsIgnoreCase("true") || last.equalsIgnoreCase("false")) {
                values.remove(values.size() - 1);
                properties.put(names.get(1), last);
            }
        }
        properties.put(names.get(0), values);
        return properties;
    }

    private static <T, C extends Configurable<T> & ShortcutConfigurable> Map<String, Object> named(
            C factory, Definition definition, Site site) {
        ArgumentNames known = new ArgumentNames(factory.getConfigClass());
        String prefix = factory.shortcutFieldPrefix().isEmpty() ? "" : factory.shortcutFieldPrefix() + ".";
        Map<String, Object> properties = new LinkedHashMap<>();
        definition.arguments().forEach((name, value) -> {
            String bare = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
            if (known.lead(bare)) {
                properties.put(prefix + bare, value);
            } else {
                site.problem(
                        name,
                        "`" + definition.name() + "`: unknown argument `" + name + "`",
                        NearestName.help(bare, "arguments", known.all()));
            }
        });
        return properties;
    }

    private static List<String> fields(ShortcutConfigurable factory) {
        int prefix = factory.shortcutFieldPrefix().isEmpty()
                ? 0
                : factory.shortcutFieldPrefix().length() + 1;
        return factory.shortcutFieldOrder().stream()
                .map(name -> name.substring(prefix))
                .toList();
    }

    private static boolean isMissing(Object bound, String name) {
        Object value = name.contains(".")
                ? name
                : PropertyAccessorFactory.forDirectFieldAccess(bound).getPropertyValue(name);
        return isEmpty(value);
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null
                || value instanceof String text && text.isEmpty()
                || value instanceof Collection<?> values && values.isEmpty()
                || value instanceof Object[] values && values.length == 0;
    }

    private static <T, C extends Configurable<T> & ShortcutConfigurable> String usage(C factory) {
        List<String> names = fields(factory);
        if (!names.isEmpty()) {
            return "its arguments are, in order: `" + String.join("`, `", names) + "`";
        }
        Collection<String> known = new ArgumentNames(factory.getConfigClass()).all();
        return known.isEmpty()
                ? "it has no arguments"
                : "name its arguments under `args`: `" + String.join("`, `", known) + "`";
    }

    /** The innermost reason, which names the value and not the classes that it went through. */
    static String lastReason(Throwable failure) {
        Throwable reason = failure;
        for (int depth = 0; depth < 20 && reason.getCause() != null; depth++) {
            reason = reason.getCause();
        }
        String message = reason.getMessage();
        if (message == null || message.isBlank()) {
            return "its arguments cannot be used";
        }
        String line =
                lowerFirst(message.lines().findFirst().orElse(message)).replaceAll("\\b(?:[a-z]+\\.)+(?=[A-Z])", "");
        return line.length() > MESSAGE_LIMIT ? line.substring(0, MESSAGE_LIMIT) : line;
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
