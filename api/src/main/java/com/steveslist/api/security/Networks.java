package com.steveslist.api.security;

import java.net.InetAddress;
import java.net.Inet6Address;
import java.util.Arrays;
import java.util.HexFormat;

/** Whose address a request came from, as far as an address tells. */
final class Networks {

    private static final int SUBSCRIBER_BYTES = 8;

    private Networks() {}

    /** An IPv4 address as it is; of an IPv6 address the first 64 bits, inside which a subscriber can take as many as they like. */
    static String of(String remote) {
        String literal = remote.startsWith("[") && remote.endsWith("]") ? remote.substring(1, remote.length() - 1) : remote;
        try {
            InetAddress address = InetAddress.ofLiteral(literal);
            return address instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), SUBSCRIBER_BYTES)) + "/64"
                    : address.getHostAddress();
        } catch (IllegalArgumentException noAddress) {
            return remote;
        }
    }
}
