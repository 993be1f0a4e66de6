package com.steveslist.api.limits;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * Addresses that begin alike.
 *
 * @param start 4 or 16 bytes
 * @param bits how many of them count
 */
record Network(byte[] start, int bits) {

    /** Reads {@code 10.1.2.3}, {@code 10.0.0.0/8} or {@code fd00::/8}; throws {@link IllegalArgumentException} for anything else. */
    static Network parse(String text) {
        try {
            int slash = text.indexOf('/');
            byte[] address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
            int bits = slash < 0 ? address.length * Byte.SIZE : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > address.length * Byte.SIZE) {
                throw new IllegalArgumentException(text);
            }
            return new Network(address, bits);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "steveslist.rate-limits.trusted-proxies: " + text + " is no address or network such as 10.0.0.0/8", e);
        }
    }

    boolean holds(InetAddress address) {
        byte[] bytes = address.getAddress();
        int whole = bits / Byte.SIZE;
        int rest = bits % Byte.SIZE;
        return bytes.length == start.length
                && Arrays.equals(bytes, 0, whole, start, 0, whole)
                && (rest == 0 || (bytes[whole] ^ start[whole]) >> (Byte.SIZE - rest) == 0);
    }
}
