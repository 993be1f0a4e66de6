package com.steveslist.api.security;

import com.steveslist.api.limits.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What pages and other ways to sign in need to know of the credentials that are kept here. */
@Component
public final class Credentials {

    private final CredentialCache cache;
    private final Sessions sessions;
    private final RateLimits limits;

    Credentials(CredentialCache cache, Sessions sessions, RateLimits limits) {
        this.cache = cache;
        this.sessions = sessions;
        this.limits = limits;
    }

    /** Forgets secrets that were revoked in the database, so that they open nothing here from now on; other nodes learn it by asking. */
    public void revoked(List<byte[]> hashes) {
        hashes.forEach(hash -> cache.evict(Secret.text(hash)));
    }

    /** Who uses this browser, by the session cookie alone; null for nobody. A form must also bring {@link #csrfToken}. */
    public @Nullable Identity ofBrowser(HttpServletRequest request) {
        String token = SessionCookie.tokenOf(request);
        return token == null || !token.startsWith(Secret.SESSION_PREFIX) || token.length() >= 100 ? null : cache.find(token);
    }

    /** What a form of the page that this browser was shown must send back; empty for nobody. */
    public String csrfToken(HttpServletRequest request) {
        String token = SessionCookie.tokenOf(request);
        return token == null ? "" : sessions.csrfToken(token);
    }

    /** Counts a request that does not come by the API's own filter. */
    public void count(HttpServletRequest request, HttpServletResponse response, @Nullable Identity identity) {
        limits.count(request, response, identity);
    }
}
