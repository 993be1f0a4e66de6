package com.steveslist.api.docs;

import com.steveslist.api.http.RequiresHeader;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.http.RequiresSession;
import com.steveslist.api.security.Access;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** One method at one address, and what it asks for. */
record Route(String path, String method, HandlerMethod handler) {

    static List<Route> of(RequestMappingHandlerMapping routes) {
        List<Route> all = new ArrayList<>();
        routes.getHandlerMethods().forEach((mapping, handler) -> mapping.getPatternValues().forEach(path -> mapping.getMethodsCondition()
                .getMethods()
                .forEach(method -> all.add(new Route(path, method.name(), handler)))));
        all.sort(Comparator.comparing(Route::path).thenComparing(Route::method));
        return all;
    }

    String row() {
        return "<tr><td><code>%s</code></td><td><code>%s</code></td><td>%s</td><td>%s</td></tr>%n"
                .formatted(method, path, who(), header());
    }

    private String who() {
        RequiresScope scope = handler.getMethodAnnotation(RequiresScope.class);
        if (scope != null) {
            return "session, or key with <code>" + scope.value().code() + "</code>";
        }
        String somebody = handler.hasMethodAnnotation(RequiresSession.class) ? "session" : "session or key";
        return Access.isOpen(method, path) ? "everybody" : somebody;
    }

    private String header() {
        RequiresHeader required = handler.getMethodAnnotation(RequiresHeader.class);
        return required == null ? "" : "<code>" + required.value().name().toLowerCase(Locale.ROOT).replace('_', '-') + "</code>";
    }
}
