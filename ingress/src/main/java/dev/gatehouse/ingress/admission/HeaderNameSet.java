package dev.gatehouse.ingress.admission;

import io.netty.handler.codec.UnsupportedValueConverter;
import io.netty.handler.codec.http2.CharSequenceMap;

/**
 * Names of headers, in whatever case somebody writes them.
 *
 * <p>A name that the codec has read brings its hash along, so to look for it makes no text. Safe to share between threads.
 */
public final class HeaderNameSet {
    private final CharSequenceMap<Boolean> names;

    private HeaderNameSet(int size) {
        names = new CharSequenceMap<>(false, UnsupportedValueConverter.instance(), size);
    }

    public static HeaderNameSet of(String... names) {
        HeaderNameSet set = new HeaderNameSet(2 * names.length);
        for (String name : names) {
            set.names.set(name, true);
        }
        return set;
    }

    public boolean contains(CharSequence name) {
        return names.contains(name);
    }
}
