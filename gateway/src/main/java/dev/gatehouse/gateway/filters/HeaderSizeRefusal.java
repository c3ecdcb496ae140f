package dev.gatehouse.gateway.filters;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.factory.RequestHeaderSizeGatewayFilterFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/**
 * {@code RequestHeaderSize} that answers as everything else that is refused is answered.
 *
 * <p>Spring Cloud Gateway's own tells a stranger in a header how much is let through, and says nothing in the body.
 */
final class HeaderSizeRefusal extends RequestHeaderSizeGatewayFilterFactory {

    @Override
    public String name() {
        return "RequestHeaderSize";
    }

    @Override
    public GatewayFilter apply(Config config) {
        if (config.getErrorHeaderName() != null) {
            throw new IllegalArgumentException(
                    "the answer is the problem `headers_too_large`; leave `errorHeaderName` out");
        }
        long most = config.getMaxSize().toBytes();
        return (exchange, chain) -> isWithin(exchange.getRequest().getHeaders(), most)
                ? chain.filter(exchange)
                : Mono.error(new ResponseStatusException(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE));
    }

    /** Whether each header, all its values taken together, is short enough. */
    private static boolean isWithin(HttpHeaders headers, long most) {
        return headers.headerSet().stream()
                .allMatch(header -> header.getKey().length()
                                + header.getValue().stream()
                                        .mapToLong(String::length)
                                        .sum()
                        <= most);
    }
}
