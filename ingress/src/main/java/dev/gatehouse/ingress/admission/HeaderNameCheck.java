package dev.gatehouse.ingress.admission;

import io.netty.handler.codec.DefaultHeaders.NameValidator;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeadersFactory;
import org.jspecify.annotations.Nullable;

/** Netty's check of a header's name, by a look into a table: it is made for each header of each message. */
public final class HeaderNameCheck implements NameValidator<CharSequence> {
    private static final HttpHeadersFactory HEADERS =
            DefaultHttpHeadersFactory.headersFactory().withNameValidator(new HeaderNameCheck());

    private HeaderNameCheck() {}

    /** Makes headers that take no name and no value which could not be written. */
    public static HttpHeadersFactory headers() {
        return HEADERS;
    }

    @Override
    public void validateName(@Nullable CharSequence name) {
        if (name == null || !Tokens.isToken(name)) {
            throw new IllegalArgumentException("a header's name is not a token");
        }
    }
}
