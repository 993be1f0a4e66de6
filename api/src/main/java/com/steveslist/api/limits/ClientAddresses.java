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
 * first address that is no trusted proxy is the client's. Of an IPv6 address the first 64 bits count, since a client has all behind them.
 */
final class ClientAddresses {

    private static final int NETWORK_BYTES = 8;
    private static final Pattern FOR = Pattern.compile("(?i)(?:^|[;,\\s])for=(?:\"([^\"]*)\"|([^;,\\s]*))");
    private static final Pattern IPV4_WITH_PORT = Pattern.compile("([0-9.]+):[0-9]+");

    private final List<Network> trusted;

    ClientAddresses(List<String> trusted) {
        this.trusted = trusted.stream().map(Network::parse).toList();
    }

    String of(HttpServletRequest request) {
        String remote = request.getRemoteAddr();
        if (!trusted.isEmpty()) {
            for (String hop : hops(request)) {
                InetAddress address = parse(remote);
                if (address == null || trusted.stream().noneMatch(network -> network.holds(address)) || parse(hop) == null) {
                    break;
                }
                remote = hop;
            }
        }
        return remote.indexOf(':') < 0 ? remote : network(remote);
    }

    /** The last one that somebody wrote comes first. */
    private static List<String> hops(HttpServletRequest request) {
        List<String> hops = new ArrayList<>();
        String forwarded = String.join(",", Collections.list(request.getHeaders("Forwarded")));
        if (forwarded.isEmpty()) {
            for (String hop : String.join(",", Collections.list(request.getHeaders("X-Forwarded-For"))).split(",")) {
                hops.add(bare(hop));
            }
        } else {
            Matcher matcher = FOR.matcher(forwarded);
            while (matcher.find()) {
                hops.add(bare(matcher.group(1) != null ? matcher.group(1) : matcher.group(2)));
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
