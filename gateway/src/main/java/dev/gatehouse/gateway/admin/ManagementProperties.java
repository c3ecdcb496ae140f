package dev.gatehouse.gateway.admin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the management port is set up: health, info and metrics, on a port of their own, and nothing else.
 *
 * <p>They are given as Boot's properties because Boot reads them nowhere else; neither the environment nor a
 * file can change them.
 */
public final class ManagementProperties {
    private static final Duration BESIDES_DRAIN = Duration.ofSeconds(5);

    private ManagementProperties() {}

    public static Map<String, Object> of(String host, int port, Duration drain) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.port", "0");
        properties.put("server.shutdown", "graceful");
        properties.put("server.forward-headers-strategy", "none");
        properties.put(
                "spring.lifecycle.timeout-per-shutdown-phase",
                drain.plus(BESIDES_DRAIN).toMillis() + "ms");
        properties.put("spring.main.banner-mode", "off");
        properties.put("spring.main.web-application-type", "reactive");
        properties.put("spring.config.location", "optional:classpath:/dev/gatehouse/no-files/");
        properties.put("spring.cloud.refresh.enabled", "false");
        properties.put("management.server.port", Integer.toString(port));
        properties.put("management.server.address", host);
        properties.put("management.endpoints.web.base-path", "/");
        properties.put("management.endpoints.web.discovery.enabled", "false");
        properties.put("management.endpoints.web.exposure.include", "health,info,prometheus");
        properties.put("management.endpoints.web.path-mapping.prometheus", "metrics");
        properties.put("management.endpoint.health.probes.enabled", "true");
        properties.put("management.endpoint.health.show-details", "never");
        properties.put("management.endpoint.health.show-components", "never");
        return properties;
    }
}
