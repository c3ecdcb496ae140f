package dev.gatehouse.gateway.cli;

import dev.gatehouse.gateway.explain.Question;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that describe a request that was never sent. */
final class AskedRequest {
    @Option(
            names = "--from",
            paramLabel = "IDENTITY",
            description = "Who calls: a name of the configuration, or a SPIFFE ID.")
    private @Nullable String from;

    @Option(
            names = "--send",
            paramLabel = "\"METHOD /PATH\"",
            description = "What is sent, with its query if it has one.")
    private @Nullable String send;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "localhost",
            description = "Which host is asked for (default: ${DEFAULT-VALUE}).")
    private String host = "";

    @Option(names = "--header", paramLabel = "NAME:VALUE", description = "A header; may be given more than once.")
    private List<String> headers = List.of();

    @Option(
            names = "--claim",
            paramLabel = "NAME=VALUE",
            description = "A claim of the caller's token; may be given more than once.")
    private List<String> claims = List.of();

    @Option(
            names = "--on-behalf-of",
            paramLabel = "IDENTITY",
            description = "For whom the caller acts; may be given more than once.")
    private List<String> behalf = List.of();

    @Option(
            names = "--client",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The caller's address (default: ${DEFAULT-VALUE}).")
    private String client = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When, as in 2026-12-24 or 2026-12-24T12:00Z (default: now).")
    private @Nullable String at;

    /** What was asked, and who calls. */
    record Read(String from, List<String> behalf, Question question) {}

    /** Whether anything of a request was described. */
    boolean isGiven() {
        return from != null || send != null;
    }

    Read read(CommandLine line, Instant now) {
        String caller = from;
        String sent = send;
        if (caller == null || sent == null) {
            throw new ParameterException(
                    line, "say who calls and what is sent: --from IDENTITY --send \"METHOD /path\"");
        }
        String[] words = sent.strip().split("\\s+", 2);
        if (words.length != 2) {
            throw new ParameterException(line, "`--send` takes a method and a path, as in \"GET /shop\"");
        }
        Question question = Question.of(
                words[0],
                words[1],
                host,
                pairs(headers, ':', "--header", line),
                pairs(claims, '=', "--claim", line),
                address(line),
                time(line, now));
        return new Read(caller, behalf, question);
    }

    private static Map<String, List<String>> pairs(
            List<String> written, char between, String option, CommandLine line) {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        for (String pair : written) {
            int cut = pair.indexOf(between);
            if (cut <= 0) {
                throw new ParameterException(
                        line, "`" + option + "` takes NAME" + between + "VALUE, not `" + pair + "`");
            }
            String name = pair.substring(0, cut).strip();
            String key = between == ':' ? name.toLowerCase(Locale.ROOT) : name;
            pairs.computeIfAbsent(key, first -> new ArrayList<>())
                    .add(pair.substring(cut + 1).strip());
        }
        return pairs;
    }

    private InetAddress address(CommandLine line) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(client);
        try {
            if (bytes != null) {
                return InetAddress.getByAddress(bytes);
            }
        } catch (UnknownHostException e) {
            // Said below: it has neither 4 nor 16 bytes.
        }
        throw new ParameterException(line, "`--client` takes an address, not `" + client + "`");
    }

    private Instant time(CommandLine line, Instant now) {
        String written = at;
        if (written == null) {
            return now;
        }
        try {
            return written.indexOf('T') < 0
                    ? LocalDate.parse(written).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeParseException e) {
            throw new ParameterException(
                    line, "`--at` takes a day or a moment, as in 2026-12-24T12:00Z, not `" + written + "`");
        }
    }
}
