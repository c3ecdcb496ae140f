package dev.gatehouse.policy;

import java.util.List;

/**
 * What a call says beside its method and path, asked for only when a rule wants to know.
 *
 * <p>The answers must stay the same until the decision about the call was explained.
 */
public interface Attributes {

    /** Every value of the header of this lower-case name, one for each line; empty when it is absent. */
    List<String> header(String lowerCaseName);

    /** Every value of the claim: one for a text, several for an array; empty when it is absent. */
    List<String> claim(String name);

    /** The raw address of the client, 4 or 16 bytes; no bytes when it is unknown. */
    byte[] clientAddress();

    /** A call that says nothing more. */
    static Attributes none() {
        return NoAttributes.INSTANCE;
    }
}
