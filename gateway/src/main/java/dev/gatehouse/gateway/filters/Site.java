package dev.gatehouse.gateway.filters;

import java.util.List;
import org.springframework.cloud.gateway.support.NameUtils;

/** A place inside a route, such as {@code filters[2]}, and the list that takes what is wrong there. */
record Site(String path, List<SpecProblem> problems) {

    void problem(String message, String help) {
        problems.add(new SpecProblem(path, message, help));
    }

    /** A problem with one argument; those of a short form have no place of their own. */
    void problem(String argument, String message, String help) {
        String where = argument.startsWith(NameUtils.GENERATED_NAME_PREFIX) ? path : path + ".args." + argument;
        problems.add(new SpecProblem(where, message, help));
    }
}
