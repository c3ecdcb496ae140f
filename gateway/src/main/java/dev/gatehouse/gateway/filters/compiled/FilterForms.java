package dev.gatehouse.gateway.filters.compiled;

import dev.gatehouse.ingress.forward.Outgoing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.factory.AbstractGatewayFilterFactory.NameConfig;
import org.springframework.cloud.gateway.filter.factory.AbstractNameValueGatewayFilterFactory.NameValueConfig;
import org.springframework.cloud.gateway.filter.factory.AddResponseHeaderGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.DedupeResponseHeaderGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.MapRequestHeaderGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.PrefixPathGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.RedirectToGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.RequestHeaderSizeGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.RequestSizeGatewayFilterFactory.RequestSizeConfig;
import org.springframework.cloud.gateway.filter.factory.RetryGatewayFilterFactory.RetryConfig;
import org.springframework.cloud.gateway.filter.factory.RewritePathGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.RewriteResponseHeaderGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.SecureHeadersGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.SetPathGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.SetRequestHostHeaderGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.SetStatusGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.StripPrefixGatewayFilterFactory;
import org.springframework.cloud.gateway.support.HttpStatusHolder;
import org.springframework.cloud.gateway.support.config.KeyValue;
import org.springframework.cloud.gateway.support.config.KeyValueConfig;

/** From the bound configuration of each filter to its compiled form. */
final class FilterForms {
    // Whoever writes these says how a message is framed or a connection used, which is for the filter path to sort out.
    private static final Set<String> FRAMING = Set.of(
            "connection",
            "content-length",
            "expect",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "x-application-context");

    private FilterForms() {}

    /** Adds the compiled form; false when there is none. */
    static boolean compile(String name, Object config, FastFilters into) {
        return switch (name) {
            case "StripPrefix" ->
                into.onRequest(PathSteps.stripPrefix(((StripPrefixGatewayFilterFactory.Config) config).getParts()));
            case "PrefixPath" ->
                into.prefix(new PathTemplateText(given(((PrefixPathGatewayFilterFactory.Config) config).getPrefix())));
            case "SetPath" ->
                into.onRequest(PathSteps.set(
                        new PathTemplateText(given(((SetPathGatewayFilterFactory.Config) config).getTemplate()))));
            case "RewritePath" -> rewritePath((RewritePathGatewayFilterFactory.Config) config, into);
            case "AddRequestHeader" -> {
                NameValueConfig named = (NameValueConfig) config;
                yield isPlain(named.getName()) && into.onRequest(HeaderSteps.add(given(named.getName()), value(named)));
            }
            case "SetRequestHeader" -> {
                NameValueConfig named = (NameValueConfig) config;
                yield isPlain(named.getName()) && into.onRequest(HeaderSteps.set(given(named.getName()), value(named)));
            }
            case "RemoveRequestHeader" -> {
                String header = given(((NameConfig) config).getName());
                yield isPlain(header) && into.onRequest(HeaderSteps.remove(header));
            }
            case "MapRequestHeader" -> mapHeader((MapRequestHeaderGatewayFilterFactory.Config) config, into);
            case "AddRequestHeadersIfNotPresent" -> addIfNotPresent((KeyValueConfig) config, into);
            case "RequestHeaderSize" ->
                into.onRequest(HeaderSteps.limit(((RequestHeaderSizeGatewayFilterFactory.Config) config)
                        .getMaxSize()
                        .toBytes()));
            case "RequestSize" ->
                into.atMost(((RequestSizeConfig) config).getMaxSize().toBytes());
            case "AddRequestParameter" -> {
                NameValueConfig named = (NameValueConfig) config;
                yield into.onRequest(QuerySteps.add(given(named.getName()), given(named.getValue())));
            }
            case "RemoveRequestParameter" -> into.onRequest(QuerySteps.remove(given(((NameConfig) config).getName())));
            case "PreserveHostHeader" -> into.onRequest(Outgoing::keepHost);
            case "SetRequestHostHeader" -> setHost((SetRequestHostHeaderGatewayFilterFactory.Config) config, into);
            case "RedirectTo" -> redirect((RedirectToGatewayFilterFactory.Config) config, into);
            case "Retry" -> RetryForm.compile((RetryConfig) config, into);
            default -> compileResponse(name, config, into);
        };
    }

    private static boolean compileResponse(String name, Object config, FastFilters into) {
        return switch (name) {
            case "AddResponseHeader" -> {
                NameValueConfig named = (NameValueConfig) config;
                boolean always = !(config instanceof AddResponseHeaderGatewayFilterFactory.Config written)
                        || written.isOverride();
                String header = given(named.getName());
                yield isPlain(header)
                        && into.onResponse(
                                always
                                        ? ResponseSteps.add(header, value(named))
                                        : ResponseSteps.addIfNotPresent(header, value(named)));
            }
            case "SetResponseHeader" -> {
                NameValueConfig named = (NameValueConfig) config;
                yield isPlain(named.getName())
                        && into.onResponse(ResponseSteps.set(given(named.getName()), value(named)));
            }
            case "RemoveResponseHeader" -> {
                String header = given(((NameConfig) config).getName());
                yield isPlain(header) && into.onResponse(ResponseSteps.remove(header));
            }
            case "RewriteResponseHeader" ->
                rewriteHeader((RewriteResponseHeaderGatewayFilterFactory.Config) config, into);
            case "DedupeResponseHeader" -> dedupe((DedupeResponseHeaderGatewayFilterFactory.Config) config, into);
            case "SecureHeaders" -> SecureForm.compile((SecureHeadersGatewayFilterFactory.Config) config, into);
            case "SetStatus" -> setStatus((SetStatusGatewayFilterFactory.Config) config, into);
            default -> false;
        };
    }

    private static boolean rewritePath(RewritePathGatewayFilterFactory.Config config, FastFilters into) {
        return into.onRequest(
                PathSteps.rewrite(new BoundedPattern(given(config.getRegexp())), replacement(config.getReplacement())));
    }

    /** In YAML a dollar sign before a brace is written with a backslash, since `${name}` is a property. */
    private static String replacement(@Nullable String written) {
        return given(written).replace("$\\", "$");
    }

    private static boolean mapHeader(MapRequestHeaderGatewayFilterFactory.Config config, FastFilters into) {
        String from = given(config.getFromHeader());
        String to = given(config.getToHeader());
        return isPlain(from) && isPlain(to) && into.onRequest(HeaderSteps.map(from, to));
    }

    private static boolean addIfNotPresent(KeyValueConfig config, FastFilters into) {
        Map<String, List<Expansion>> wanted = new LinkedHashMap<>();
        for (KeyValue one : config.getKeyValues()) {
            if (!isPlain(one.getKey())) {
                return false;
            }
            wanted.computeIfAbsent(one.getKey(), key -> new ArrayList<>()).add(new Expansion(one.getValue()));
        }
        return into.onRequest(HeaderSteps.addIfNotPresent(wanted));
    }

    private static boolean setHost(SetRequestHostHeaderGatewayFilterFactory.Config config, FastFilters into) {
        Expansion host = new Expansion(given(config.getHost()));
        return into.onRequest(HeaderSteps.set("Host", host)) && into.onRequest(Outgoing::keepHost);
    }

    private static boolean redirect(RedirectToGatewayFilterFactory.Config config, FastFilters into) {
        Integer status = statusOf(config.getStatus());
        String url = given(config.getUrl());
        return status != null
                && !config.isIncludeRequestParams()
                && into.onRequest(request -> request.answer(status, "Location", url));
    }

    private static boolean rewriteHeader(RewriteResponseHeaderGatewayFilterFactory.Config config, FastFilters into) {
        String header = given(config.getName());
        return isPlain(header)
                && into.onResponse(ResponseSteps.rewrite(
                        header, new BoundedPattern(given(config.getRegexp())), replacement(config.getReplacement())));
    }

    private static boolean dedupe(DedupeResponseHeaderGatewayFilterFactory.Config config, FastFilters into) {
        List<String> names = Arrays.stream(given(config.getName()).split(" "))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
        return names.stream().allMatch(FilterForms::isPlain)
                && into.onResponse(ResponseSteps.dedupe(names, config.getStrategy()));
    }

    private static boolean setStatus(SetStatusGatewayFilterFactory.Config config, FastFilters into) {
        Integer status = statusOf(config.getStatus());
        // A retry would ask for the status that was set.
        return status != null && status >= 200 && !into.hasRetry() && into.onResponse(ResponseSteps.status(status));
    }

    private static @Nullable Integer statusOf(@Nullable String written) {
        HttpStatusHolder holder = HttpStatusHolder.parse(given(written));
        return holder.getHttpStatus() != null
                ? Integer.valueOf(holder.getHttpStatus().value())
                : holder.getStatus();
    }

    private static Expansion value(NameValueConfig config) {
        return new Expansion(given(config.getValue()));
    }

    private static boolean isPlain(@Nullable String header) {
        return !FRAMING.contains(given(header).toLowerCase(Locale.ROOT));
    }

    static String given(@Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException("an argument is missing");
        }
        return value;
    }
}
