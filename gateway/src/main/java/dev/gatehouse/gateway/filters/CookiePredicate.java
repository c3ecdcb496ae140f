package dev.gatehouse.gateway.filters;

import dev.gatehouse.gateway.filters.compiled.BoundedPattern;
import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.route.RoutePredicate;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;

/** {@code Cookie}: one of the cookies of that name fits the expression. */
record CookiePredicate(String name, BoundedPattern pattern) implements RoutePredicate {

    @Override
    public boolean test(RequestHead head) {
        for (String header : head.headers().getAll(HttpHeaderNames.COOKIE)) {
            for (Cookie cookie : ServerCookieDecoder.STRICT.decodeAll(header)) {
                if (cookie.name().equals(name) && pattern.matches(cookie.value())) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public String describe() {
        return "Cookie=" + name + "," + pattern;
    }
}
