package dev.gatehouse.ingress.tls;

import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.internal.tcnative.SSL;
import javax.net.ssl.SSLEngine;

/**
 * A BoringSSL context whose sessions end with their connection.
 *
 * <p>Netty switches tickets on for each new engine, whatever the context says, so they are switched off again
 * on each: with the cache off as well there is nothing left to resume from.
 */
final class WithoutResumption extends DelegatingSslContext {

    WithoutResumption(SslContext context) {
        super(context);
        if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
            sessions.setSessionCacheEnabled(false);
        }
    }

    @Override
    protected void initEngine(SSLEngine engine) {
        if (engine instanceof ReferenceCountedOpenSslEngine boring) {
            SSL.setOptions(boring.sslPointer(), SSL.SSL_OP_NO_TICKET);
        }
    }
}
