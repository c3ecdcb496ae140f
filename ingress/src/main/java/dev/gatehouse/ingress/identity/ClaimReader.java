package dev.gatehouse.ingress.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.gatehouse.policy.identity.Claims;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the claims of a token into texts.
 *
 * <p>A claim is known by its whole name, dots included; objects are left out, since a path into one could
 * not be told from a name with dots. {@code scope} is a list that is written with blanks.
 */
final class ClaimReader {

    private ClaimReader() {}

    static Claims read(JWTClaimsSet token) {
        Map<String, List<String>> byName = new HashMap<>();
        token.getClaims().forEach((name, value) -> {
            List<String> values = new ArrayList<>();
            if (value instanceof Collection<?> several) {
                several.forEach(one -> addText(values, one));
            } else if (value instanceof String text && (name.equals("scope") || name.equals("scp"))) {
                for (String scope : text.split(" ", -1)) {
                    if (!scope.isEmpty()) {
                        values.add(scope);
                    }
                }
            } else {
                addText(values, value);
            }
            byName.put(name, values);
        });
        return new Claims(byName);
    }

    private static void addText(List<String> values, Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            values.add(value.toString());
        } else if (value instanceof Date date) {
            values.add(Long.toString(date.toInstant().getEpochSecond()));
        }
    }
}
