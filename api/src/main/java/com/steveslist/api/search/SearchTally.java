package com.steveslist.api.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.steveslist.api.http.Call;
import com.steveslist.api.security.Identity;
import com.steveslist.api.security.Signer;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.stereotype.Component;

/**
 * Counts on this node what is searched, until {@link SearchCounts} has it. The same search of the same person counts once an hour, so that
 * nobody makes something popular alone. Bounded: what is too much is not counted.
 */
@Component
final class SearchTally {

    private static final int MOST_WAITING = 10_000;
    private static final int MOST_REMEMBERED = 100_000;
    private static final int HASH_BYTES = 16;

    private final Signer signer;
    private final BlockingQueue<Search> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Cache<String, Boolean> lately =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(Duration.ofHours(1)).build();

    SearchTally(Signer signer) {
        this.signer = signer;
    }

    /**
     * One search that found something.
     *
     * @param textHash keyed; {@code person} likewise, and of this text only, so that two searches of one person have nothing in common
     */
    record Search(String text, byte[] textHash, byte[] person) {}

    /** Notes a search that found something, unless its text must stay with who typed it. */
    void note(Call call, String typed) {
        Identity identity = call.identity();
        String person = identity == null ? "address " + household(call.remoteAddress()) : identity.account().value();
        Shareable.of(typed).ifPresent(text -> note(text, person));
    }

    void note(String text, String person) {
        byte[] who = hash(text + "\n" + person);
        if (lately.asMap().putIfAbsent(Base64.getEncoder().encodeToString(who), true) == null) {
            waiting.offer(new Search(text, hash(text), who));
        }
    }

    /** Of an IPv6 address the first half: the second changes daily, and one person would look like many. */
    static String household(String address) {
        return address.indexOf(':') < 0 ? address : HexFormat.of().formatHex(InetAddress.ofLiteral(address).getAddress(), 0, 8);
    }

    /** What was noted since the last time. */
    List<Search> take() {
        List<Search> taken = new ArrayList<>();
        waiting.drainTo(taken);
        return taken;
    }

    private byte[] hash(String text) {
        return Arrays.copyOf(signer.sign(Signer.Use.SEARCH, text.getBytes(StandardCharsets.UTF_8)), HASH_BYTES);
    }
}
