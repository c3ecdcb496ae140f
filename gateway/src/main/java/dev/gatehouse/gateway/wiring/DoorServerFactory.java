package dev.gatehouse.gateway.wiring;

import dev.gatehouse.ingress.forward.FilterPath;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import reactor.netty.resources.LoopResources;

/**
 * Makes our listener Boot's web server, and a plain reactor-netty server the one of the management port.
 *
 * <p>Boot makes the management server from this very class by its constructor without arguments: it must
 * stay, and the class must stay a top-level one.
 */
class DoorServerFactory extends NettyReactiveWebServerFactory implements DisposableBean {
    private final @Nullable Opening opening;
    private final @Nullable LoopResources managementLoop;

    /** Opens the door in front of the filter path. */
    interface Opening {
        Door open(FilterPath filterPath);
    }

    /** For the management port. */
    DoorServerFactory() {
        opening = null;
        // One loop of its own: a scrape must not wait for the traffic, nor the traffic for a scrape.
        LoopResources loop = LoopResources.create("gatehouse-admin", 1, true);
        managementLoop = loop;
        addServerCustomizers(server -> server.runOn(loop));
    }

    /** For the listeners. */
    DoorServerFactory(Opening opening) {
        this.opening = opening;
        managementLoop = null;
    }

    @Override
    public WebServer getWebServer(HttpHandler handler) {
        if (opening == null) {
            return super.getWebServer(handler);
        }
        return opening.open(new ReactorHttpHandlerAdapter(handler)::apply);
    }

    @Override
    public void destroy() {
        if (managementLoop != null) {
            managementLoop.dispose();
        }
    }
}
