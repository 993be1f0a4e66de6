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

    @GetMapping("/health/live")
    Answer live(Call call) {
        call.params().done();
        return Answer.ok(Map.of("status", "up")).caching(Caching.NEVER);
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
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("status", down.isEmpty() ? "up" : "degraded");
        data.put("down", down.stream().map(Part::name).toList());
        data.put("parts", states);
        return Answer.ok(data).caching(Caching.NEVER);
    }
}
