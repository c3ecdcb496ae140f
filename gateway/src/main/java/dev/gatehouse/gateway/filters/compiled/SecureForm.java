package dev.gatehouse.gateway.filters.compiled;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.factory.SecureHeadersGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.SecureHeadersProperties;

/** The compiled form of {@code SecureHeaders} without arguments; with them, its configuration does not say which. */
final class SecureForm {
    private SecureForm() {}

    static boolean compile(SecureHeadersGatewayFilterFactory.Config written, FastFilters into) {
        SecureHeadersProperties properties = new SecureHeadersProperties();
        SecureHeadersGatewayFilterFactory.Config config = written.withDefaults(properties);
        Set<String> names = new HashSet<>(properties.getDefaultHeaders());
        names.addAll(properties.getEnabledHeaders());
        names.removeAll(properties.getDisabledHeaders());
        Map<String, String> wanted = new LinkedHashMap<>();
        add(wanted, names, SecureHeadersProperties.X_XSS_PROTECTION_HEADER, config.getXssProtectionHeaderValue());
        add(
                wanted,
                names,
                SecureHeadersProperties.STRICT_TRANSPORT_SECURITY_HEADER,
                config.getStrictTransportSecurityHeaderValue());
        add(wanted, names, SecureHeadersProperties.X_FRAME_OPTIONS_HEADER, config.getFrameOptionsHeaderValue());
        add(
                wanted,
                names,
                SecureHeadersProperties.X_CONTENT_TYPE_OPTIONS_HEADER,
                config.getContentTypeOptionsHeaderValue());
        add(wanted, names, SecureHeadersProperties.REFERRER_POLICY_HEADER, config.getReferrerPolicyHeaderValue());
        add(
                wanted,
                names,
                SecureHeadersProperties.CONTENT_SECURITY_POLICY_HEADER,
                config.getContentSecurityPolicyHeaderValue());
        add(wanted, names, SecureHeadersProperties.X_DOWNLOAD_OPTIONS_HEADER, config.getDownloadOptionsHeaderValue());
        add(
                wanted,
                names,
                SecureHeadersProperties.X_PERMITTED_CROSS_DOMAIN_POLICIES_HEADER,
                config.getPermittedCrossDomainPoliciesHeaderValue());
        add(wanted, names, SecureHeadersProperties.PERMISSIONS_POLICY_HEADER, config.getPermissionPolicyHeaderValue());
        return into.onResponse(ResponseSteps.secure(wanted));
    }

    private static void add(Map<String, String> wanted, Set<String> names, String name, @Nullable String value) {
        if (value != null && names.contains(name.toLowerCase(Locale.ROOT))) {
            wanted.put(name, value);
        }
    }
}
