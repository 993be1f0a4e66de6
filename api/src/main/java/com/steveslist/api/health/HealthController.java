package com.steveslist.api.health;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /health/live}: the process answers. {@code /health/ready}: it can do its work; search and export may lag without it. */
@Controller
final class HealthController {

    private final List<Part> parts;

    HealthController(List<Part> parts) {
        this.parts = parts;
    }

    private record Alive(String status) {}

    /** @param parts {@code up} or {@code down} by the name of each */
    private record Ready(String status, List<String> down, Map<String, String> parts) {}

    @GetMapping("/health/live")
    Answer live(Call call) {
        call.params().done();
        return Answer.ok(new Alive("up")).caching(Caching.NEVER);
    }

    @GetMapping("/health/ready")
    Answer ready(Call call) {
        call.params().done();
        Map<String, String> states = new LinkedHashMap<>();
        parts.forEach(part -> states.put(part.name(), part.isUp() ? "up" : "down"));
        List<Part> down = parts.stream().filter(part -> "down".equals(states.get(part.name()))).toList();
        String names = down.stream().map(Part::name).collect(Collectors.joining(", "));
        if (down.stream().anyMatch(Part::isNeeded)) {
            throw ApiException.of(ErrorCode.NOT_READY, "Down: " + names + ".");
        }
        return Answer.ok(new Ready(down.isEmpty() ? "up" : "degraded", down.stream().map(Part::name).toList(), states))
                .caching(Caching.NEVER);
    }
}
