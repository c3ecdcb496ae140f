package dev.gatehouse.policy;

import dev.gatehouse.policy.path.PathTemplate;
import dev.gatehouse.policy.path.RequestPattern;
import dev.gatehouse.policy.path.TemplateResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code METHOD /template}. */
final class RequestReader {
    // A token of RFC 9110 without lower-case letters: methods are case-sensitive, and ours are upper case.
    private static final Pattern METHOD = Pattern.compile("[A-Z0-9!#$%&'+.^_`|~-]+");

    private final Problems problems;

    RequestReader(Problems problems) {
        this.problems = problems;
    }

    List<RequestPattern> read(String path, String subject, List<String> written) {
        if (written.isEmpty()) {
            problems.error(path, subject + "names no request", "write `METHOD /path`, as in `GET /orders/**`");
        }
        List<RequestPattern> patterns = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            readOne(Problems.at(path, i), subject, written.get(i)).ifPresent(patterns::add);
        }
        return patterns;
    }

    /** Whether a call could have this method. */
    static boolean isMethod(String written) {
        return METHOD.matcher(written).matches();
    }

    private Optional<RequestPattern> readOne(String path, String subject, String written) {
        int space = written.indexOf(' ');
        if (space < 0) {
            problems.error(path, subject + "`" + written + "` is no request", "write `METHOD /path`");
            return Optional.empty();
        }
        String method = written.substring(0, space);
        boolean soundMethod = method.equals(RequestPattern.ANY_METHOD) || isMethod(method);
        if (!soundMethod) {
            problems.error(path, subject + "bad method `" + method + "`", "methods are in upper case, or `*` for any");
        }
        TemplateResult result = PathTemplate.from(written.substring(space + 1));
        Optional<PathTemplate> template = result.template();
        if (template.isEmpty()) {
            problems.error(path, subject + "`" + written + "`: " + result.reason());
        }
        return soundMethod ? template.map(sound -> new RequestPattern(method, sound)) : Optional.empty();
    }
}
