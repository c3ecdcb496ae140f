package dev.gatehouse.gateway.filters;

import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.adapter.DefaultServerWebExchange;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.server.i18n.LocaleContextResolver;
import org.springframework.web.server.session.WebSessionManager;
import reactor.core.publisher.Mono;

/**
 * Gives a request Spring's form, and sees to it that it is answered whatever happens.
 *
 * <p>Spring's own adapter also observes, keeps sessions and cleans up uploads. Here the door measures, and nobody has a
 * session or reads an upload.
 */
public final class FilterPathHandler implements HttpHandler {
    private static final WebSessionManager NO_SESSIONS = web -> Mono.empty();

    private final WebHandler filters;
    private final WebExceptionHandler failures;
    private final ServerCodecConfigurer codecs = ServerCodecConfigurer.create();
    private final LocaleContextResolver locales = new AcceptHeaderLocaleContextResolver();

    public FilterPathHandler(WebHandler filters, WebExceptionHandler failures) {
        this.filters = filters;
        this.failures = failures;
    }

    @Override
    public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
        ServerWebExchange web = new DefaultServerWebExchange(request, response, NO_SESSIONS, codecs, locales);
        return filtered(web)
                .onErrorResume(failure -> failures.handle(web, failure))
                .then(Mono.defer(response::setComplete));
    }

    private Mono<Void> filtered(ServerWebExchange web) {
        try {
            return filters.handle(web);
        } catch (RuntimeException e) {
            return Mono.error(e);
        }
    }
}
