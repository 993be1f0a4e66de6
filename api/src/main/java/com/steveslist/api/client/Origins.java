package com.steveslist.api.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Where calls come from: a connection pool for each of a few addresses, made when it is first used. */
final class Origins {

    private static final int ADDRESSES = 24;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final @Nullable HttpClient[] pools;
    private final AtomicInteger people;
    private final int network;
    private final int own;

    Origins() {
        this(new HttpClient[ADDRESSES], new AtomicInteger(), ThreadLocalRandom.current().nextInt(1 << 16), 0);
    }

    private Origins(@Nullable HttpClient[] pools, AtomicInteger people, int network, int own) {
        this.pools = pools;
        this.people = people;
        this.network = network;
        this.own = own;
    }

    /** The same pools, and the next address where there are several. */
    Origins next(URI server) {
        return isHere(server) ? new Origins(pools, people, network, people.incrementAndGet() % ADDRESSES) : this;
    }

    /** Whether the server is on this machine and can be reached from each of its own addresses, as on Linux. */
    private static boolean isHere(URI server) {
        try {
            return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")
                    && InetAddress.getByName(server.getHost()) instanceof Inet4Address address && address.isLoopbackAddress();
        } catch (IOException e) {
            return false;
        }
    }

    HttpClient http() {
        synchronized (pools) {
            HttpClient known = pools[own];
            if (known == null) {
                known = make();
                pools[own] = known;
            }
            return known;
        }
    }

    private HttpClient make() {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(CONNECT).version(HttpClient.Version.HTTP_1_1);
        return own == 0 ? builder.build() : builder.localAddress(address()).build();
    }

    private InetAddress address() {
        try {
            return InetAddress.getByAddress(new byte[] {127, (byte) (1 + network / 256 % 254), (byte) network, (byte) own});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
