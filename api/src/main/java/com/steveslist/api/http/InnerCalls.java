package com.steveslist.api.http;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.limits.RateLimits;
import com.steveslist.api.security.Access;
import com.steveslist.events.log.LogPosition;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Makes a call of REST from inside another request, without a socket: the same handler behind the same rules. So whatever else lets clients do
 * what REST does, such as GraphQL, has its rights, its checks and its idempotency keys by doing it, and no copy of them.
 */
@Component
public final class InnerCalls {

    private final CallRules rules;
    private final RateLimits limits;
    private final SingletonSupplier<Map<String, HandlerMethod>> routes;

    InnerCalls(
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> routes,
            CallRules rules,
            RateLimits limits) {
        this.rules = rules;
        this.limits = limits;
        this.routes = SingletonSupplier.of(() -> index(routes.getObject()));
    }

    private static Map<String, HandlerMethod> index(RequestMappingHandlerMapping mapping) {
        Map<String, HandlerMethod> index = new HashMap<>();
        mapping.getHandlerMethods().forEach((route, handler) -> {
            // Where Accept chooses between a thing and a file, the thing is meant.
            if (handler.getReturnType().getParameterType() == Answer.class) {
                route.getPatternValues().forEach(pattern -> route.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> index.put(method + " " + pattern, handler.createWithResolvedBean())));
            }
        });
        return index;
    }

    /**
     * What is asked for.
     *
     * @param route method and pattern of a path: {@code POST /v1/orders/{id}/ship}
     * @param variables what stands in the path
     * @param query percent-encoded
     * @param body becomes JSON
     * @param headers those that REST gives a meaning to, by the names that it has for them
     */
    public record Asked(
            String route,
            Map<String, String> variables,
            @Nullable String query,
            @Nullable Object body,
            Map<String, String> headers) {

        String method() {
            return route.substring(0, route.indexOf(' '));
        }

        String pattern() {
            return route.substring(route.indexOf(' ') + 1);
        }

        String path() {
            String path = pattern();
            for (Map.Entry<String, String> variable : variables.entrySet()) {
                path = path.replace("{" + variable.getKey() + "}", variable.getValue());
            }
            return path;
        }
    }

    /**
     * What came of it.
     *
     * @param data the thing or the list, in the form that clients see; null when there is nothing to show
     * @param more whether the list goes on after it
     * @param at a place that covers it; null when it shows nothing of the log
     * @param replayed whether the first answer to an idempotency key is given again
     */
    public record Outcome(@Nullable Object data, boolean more, @Nullable LogPosition at, boolean replayed) {}

    /**
     * Throws what the handler and the rules throw; {@link com.steveslist.api.error.Errors} knows it all.
     *
     * @param outer the request that this happens in, on its own thread; whose it is, this one is too
     */
    public Outcome make(HttpServletRequest outer, HttpServletResponse response, Asked asked) {
        HandlerMethod handler = Objects.requireNonNull(routes.obtain().get(asked.route()), asked.route());
        InnerRequest request = new InnerRequest(outer, asked);
        try {
            requireCredentials(request, asked);
            if (!asked.method().equals("GET")) {
                // Reads are part of the request that asks for them, which was counted and has a limit of its own.
                limits.countInner(request, outer, response, Call.of(request).identity());
            }
            rules.preHandle(request, response, handler);
            Call call = Call.of(request);
            return outcome(invoke(handler, call), call, response);
        } finally {
            rules.afterCompletion(request, response, handler, null);
        }
    }

    /** What Spring Security asks for at REST's own door. */
    private static void requireCredentials(HttpServletRequest request, Asked asked) {
        if (Call.of(request).identity() == null && !Access.isOpen(asked.method(), asked.pattern())) {
            throw ApiException.of(ErrorCode.UNAUTHENTICATED, "This needs an API key or a session.");
        }
    }

    private static Answer invoke(HandlerMethod handler, Call call) {
        ReflectionUtils.makeAccessible(handler.getMethod());
        try {
            return (Answer) Objects.requireNonNull(handler.getMethod().invoke(handler.getBean(), call));
        } catch (InvocationTargetException e) {
            ReflectionUtils.rethrowRuntimeException(e.getTargetException());
            throw new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Outcome outcome(Answer answer, Call call, HttpServletResponse response) {
        answer.cookies.forEach(cookie -> response.addHeader("Set-Cookie", cookie));
        boolean more = answer.envelope.get("pagination") instanceof Answer.Pagination page && page.hasMore();
        LogPosition at = answer.at == null && call.notBefore() == null ? null : call.covering(answer.at);
        return new Outcome(answer.envelope.get("data"), more, at, answer.headers.containsKey("Idempotent-Replayed"));
    }
}
