package dev.gatehouse.policy.path;

import java.util.Optional;

/** Something written as a path template that is none. */
public record RefusedTemplate(String reason) implements TemplateResult {

    @Override
    public Optional<PathTemplate> template() {
        return Optional.empty();
    }
}
