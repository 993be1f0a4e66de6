package com.steveslist.api.health;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * {@code /metrics}, in the text form that Prometheus reads. How busy a market is, is its operator's business: only this machine is
 * answered, unless {@code steveslist.metrics-for-all} says that a network of the operator's own keeps everybody else out.
 */
@Controller
final class MetricsController {

    private static final List<String> FORWARDED = List.of("Forwarded", "X-Forwarded-For");

    private final PrometheusMeterRegistry registry;
    private final boolean forAll;

    MetricsController(PrometheusMeterRegistry registry, @Value("${steveslist.metrics-for-all:false}") boolean forAll) {
        this.registry = registry;
        this.forAll = forAll;
    }

    @GetMapping("/metrics")
    void metrics(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!forAll && !isFromHere(request)) {
            throw ApiException.of(
                    ErrorCode.FORBIDDEN,
                    "Metrics are for this machine. To open them to a network of your own, set STEVESLIST_METRICS_FOR_ALL.");
        }
        response.setContentType("text/plain; version=0.0.4; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        registry.scrape(response.getOutputStream());
    }

    /** What a proxy on this machine passes on is not from here. */
    private static boolean isFromHere(HttpServletRequest request) throws UnknownHostException {
        return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                && FORWARDED.stream().allMatch(header -> request.getHeader(header) == null);
    }
}
