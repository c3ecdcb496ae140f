package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.admission.RequestHead;
import java.util.Map;

/** A pattern with named parts, which filters can refer to. */
interface VariableSource {

    /** What the named parts stand for; empty when the pattern does not match or names nothing. */
    Map<String, String> variables(RequestHead head);
}
