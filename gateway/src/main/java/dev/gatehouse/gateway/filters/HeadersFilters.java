package dev.gatehouse.gateway.filters;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.filter.headers.RemoveHopByHopHeadersFilter;
import org.springframework.cloud.gateway.filter.headers.TransferEncodingNormalizationHeadersFilter;

/**
 * What is done to the headers on their way to the backend and back: only what belongs to one connection is
 * taken out.
 *
 * <p>The door has already scrubbed and written everything that tells of the client, so Spring Cloud
 * Gateway's filters for forwarded headers are not here. Each caller gets a list of its own, because one of
 * them adds to it.
 */
final class HeadersFilters implements ObjectProvider<List<HttpHeadersFilter>> {

    @Override
    public List<HttpHeadersFilter> getObject() {
        return new ArrayList<>(
                List.of(new RemoveHopByHopHeadersFilter(), new TransferEncodingNormalizationHeadersFilter()));
    }
}
