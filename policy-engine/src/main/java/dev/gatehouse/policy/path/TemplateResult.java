package dev.gatehouse.policy.path;

import java.util.Optional;

/** What became of a written template: the template, or a refusal with its reason. */
public sealed interface TemplateResult permits PathTemplate, RefusedTemplate {

    /** The template, empty when what was written is none. */
    Optional<PathTemplate> template();

    /** Why it was refused; empty text when it was not. */
    String reason();
}
