package com.steveslist.api.limits;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a call comes from. What a header says is believed only as far as trusted proxies wrote it: the list is read from its end, and the
 * first address that is no trusted proxy is the client's. Only the one header is read that the proxies write: another one they pass on as a
 * stranger made it. Of an IPv6 address the first 64 bits count, since a client has all behind them.
 */
final class ClientAddresses {

    private static final int NETWORK_BYTES = 8;
    private static final Pattern FOR = Pattern.compile("(?i)(?:^|[;,\\s])for=(?:\"([^\"]*)\"|([^;,\\s]*))");
    private static final Pattern PROTO = Pattern.compile("(?i)(?:^|[;,\\s])proto=\"?([a-z]*)\"?");
    private static final Pattern IPV4_WITH_PORT = Pattern.compile("([0-9.]+):[0-9]+");

    private final List<Network> trusted;
    private final ProxyHeader header;

    ClientAddresses(List<String> trusted, ProxyHeader header) {
        this.trusted = trusted.stream().map(Network::parse).toList();
        this.header = header;
    }

    boolean hasProxies() {
        return !trusted.isEmpty();
    }

    /** What stands for the client: an IPv4 address, or the network of an IPv6 one. */
    String of(HttpServletRequest request) {
        String remote = literal(request);
        return remote.indexOf(':') < 0 ? remote : network(remote);
    }

    /** The client's address as it is. */
    String literal(HttpServletRequest request) {
        String remote = request.getRemoteAddr();
        if (!trusted.isEmpty()) {
            for (String hop : hops(request)) {
                InetAddress address = parse(remote);
                if (address == null || !isTrusted(address) || parse(hop) == null) {
                    break;
                }
                remote = hop;
            }
        }
        return remote;
    }

    /** Whether a trusted proxy says that the client spoke TLS to it, and nobody on the way says otherwise. */
    boolean isOverTls(HttpServletRequest request) {
        InetAddress remote = parse(request.getRemoteAddr());
        if (remote == null || !isTrusted(remote)) {
            return false;
        }
        List<String> schemes = header == ProxyHeader.FORWARDED
                ? PROTO.matcher(all(request, "Forwarded")).results().map(match -> match.group(1)).toList()
                : List.of(all(request, "X-Forwarded-Proto").split(","));
        return !schemes.isEmpty() && schemes.stream().allMatch(scheme -> scheme.strip().equalsIgnoreCase("https"));
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.holds(address));
    }

    private static String all(HttpServletRequest request, String name) {
        return String.join(",", Collections.list(request.getHeaders(name)));
    }

    /** The last one that somebody wrote comes first. */
    private List<String> hops(HttpServletRequest request) {
        List<String> hops = new ArrayList<>();
        if (header == ProxyHeader.FORWARDED) {
            Matcher matcher = FOR.matcher(all(request, "Forwarded"));
            while (matcher.find()) {
                hops.add(bare(matcher.group(1) != null ? matcher.group(1) : matcher.group(2)));
            }
        } else {
            for (String hop : all(request, "X-Forwarded-For").split(",")) {
                hops.add(bare(hop));
            }
        }
        return hops.reversed();
    }

    /** Without port and brackets. */
    private static String bare(String hop) {
        String text = hop.strip();
        Matcher withPort = IPV4_WITH_PORT.matcher(text);
        if (withPort.matches()) {
            return withPort.group(1);
        }
        int bracket = text.indexOf(']');
        return text.startsWith("[") && bracket > 0 ? text.substring(1, bracket) : text;
    }

    private static @Nullable InetAddress parse(String literal) {
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    private static String network(String address) {
        InetAddress parsed = parse(address);
        if (parsed == null) {
            return address;
        }
        return parsed instanceof Inet6Address
                ? HexFormat.of().formatHex(parsed.getAddress(), 0, NETWORK_BYTES) + "::/64"
                : parsed.getHostAddress();
    }
}
