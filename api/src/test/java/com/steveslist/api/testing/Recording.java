package com.steveslist.api.testing;

import com.steveslist.api.openapi.AnswerCheck;
import com.steveslist.api.openapi.AnswerCheck.Seen;
import com.steveslist.api.openapi.OpenApi;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Holds every answer that the shared application gives in any test against its document. */
public final class Recording {
    private static final Map<String, String> PROBLEMS = new ConcurrentSkipListMap<>();
    private static final AtomicLong CHECKED = new AtomicLong();

    /** What was wrong since it was last asked, and the first call that showed it. */
    static Map<String, String> takeProblems() {
        Map<String, String> taken = new TreeMap<>(PROBLEMS);
        PROBLEMS.keySet().removeAll(taken.keySet());
        return taken;
    }

    /** How many answers this JVM has looked at. */
    static long checked() {
        return CHECKED.get();
    }

    @Bean
    static FilterRegistrationBean<Filter> recordingFilter(OpenApi openApi) {
        AnswerCheck check = new AnswerCheck(openApi.document());
        FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((request, response, chain) -> {
            KeptResponse kept = new KeptResponse((HttpServletResponse) response);
            chain.doFilter(request, kept);
            if (!request.isAsyncStarted() && !kept.isTooLong() && !kept.isBrokenOff() && !isLeftToTheContainer(kept)) {
                look(check, (HttpServletRequest) request, kept);
            }
        });
        // Inside the request pipeline, which gives the request its id, and around everything else.
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 5);
        return filter;
    }

    /** Tomcat refuses what it cannot read, and bodies that break off or come too late; it writes that answer when the filters have ended. */
    private static boolean isLeftToTheContainer(KeptResponse response) {
        boolean isEmpty = response.getStatus() >= 400 && response.kept().length == 0;
        boolean isOfTheBody = (response.getStatus() == 400 || response.getStatus() == 408) && response.getContentType() == null;
        return isEmpty && (!response.isCommitted() || isOfTheBody);
    }

    private static void look(AnswerCheck check, HttpServletRequest request, KeptResponse response) {
        byte[] sent = request.getMethod().equals("HEAD") ? new byte[0] : response.kept();
        byte[] body = sent.length > 0 && "gzip".equals(response.getHeader("Content-Encoding")) ? unpacked(sent) : sent;
        String query = request.getQueryString();
        boolean partial = query != null && query.contains("fields=");
        Seen seen = new Seen(request.getMethod(), request.getRequestURI(), partial, response.getStatus(), response::getHeader, body);
        CHECKED.incrementAndGet();
        for (String problem : check.problems(seen)) {
            String operation = check.document().find(seen.method(), seen.path()).map(Object::toString).orElse(seen.method() + " elsewhere");
            PROBLEMS.putIfAbsent(
                    operation + " → " + seen.status() + ": " + problem,
                    seen.path() + (query == null ? "" : "?" + query) + " → " + new String(body, StandardCharsets.UTF_8));
        }
    }

    private static byte[] unpacked(byte[] packed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
