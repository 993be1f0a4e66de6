package com.steveslist.api.http;

import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.security.Identity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * The checks between routing and the body, in the order that the API promises: media types, scope, headers that the call requires.
 * It also tells a client whose first request with an idempotency key still runs on this node.
 */
@Component
final class CallRules implements HandlerInterceptor {

    private static final String RUNNING = CallRules.class.getName();
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> REPLAYED = Set.of("POST", "PATCH");
    private static final Set<Class<?>> OURS = Set.of(Answer.class, EventStream.class, Download.class);
    private static final int KEY_LENGTH = 255;

    private final ConsistencyTokens tokens;
    private final Map<Method, Rule> rules = new ConcurrentHashMap<>();
    private final Set<String> runningKeys = ConcurrentHashMap.newKeySet();

    CallRules(ConsistencyTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Rule rule = handler instanceof HandlerMethod method ? ruleOf(method) : null;
        if (rule != null && OURS.contains(rule.returned())) {
            Call call = Call.of(request);
            if (rule.retiring() != null) {
                Retirement.announce(rule.retiring(), response);
            }
            negotiate(rule, request, call);
            requireScope(rule, call);
            requireSession(rule, call);
            readHeaders(rule, call);
            response.setHeader(ApiVersions.HEADER, call.version().toString());
            claimKey(request, call);
        }
        return true;
    }

    /** What a method's annotations say. Looking for them takes longer than all else here, so it is done once. */
    private record Rule(
            Class<?> returned,
            @Nullable Retiring retiring,
            @Nullable Media media,
            @Nullable RequiresScope scope,
            boolean forSessions,
            @Nullable RequiresHeader header,
            boolean replayable) {}

    private Rule ruleOf(HandlerMethod method) {
        Rule known = rules.get(method.getMethod());
        return known != null
                ? known
                : rules.computeIfAbsent(method.getMethod(), key -> new Rule(
                        method.getReturnType().getParameterType(),
                        method.getMethodAnnotation(Retiring.class),
                        method.getMethodAnnotation(Media.class),
                        method.getMethodAnnotation(RequiresScope.class),
                        method.hasMethodAnnotation(RequiresSession.class),
                        method.getMethodAnnotation(RequiresHeader.class),
                        !method.hasMethodAnnotation(NotReplayable.class)));
    }

    private static void negotiate(Rule rule, HttpServletRequest request, Call call) {
        Media media = rule.media();
        if (rule.returned() == EventStream.class) {
            EventStream.requireAcceptable(request.getHeader("Accept"));
        } else if (media == null || media.gives().length == 0) {
            Negotiation.format(request.getHeader("Accept"));
        } else if (call.params().isMissing("format")) {
            call.preferred(List.of(media.gives()));
        }
        if (WITH_BODY.contains(request.getMethod()) && call.hasBody()) {
            if (media == null || media.takes().length == 0) {
                Negotiation.requireJsonContent(request.getContentType(), request.getMethod());
            } else {
                MediaTypes.requireContent(
                        request.getContentType(), request.getHeader("Content-Encoding"), List.of(media.takes()));
            }
        }
    }

    private static void requireScope(Rule rule, Call call) {
        RequiresScope required = rule.scope();
        Identity identity = call.identity();
        if (required != null && identity != null && !identity.may(required.value())) {
            throw identity.lacks(required.value());
        }
    }

    private static void requireSession(Rule rule, Call call) {
        Identity identity = call.identity();
        if (rule.forSessions() && identity != null && identity.kind() != Identity.Kind.SESSION) {
            throw ApiException.of(
                    ErrorCode.SESSION_REQUIRED, "This is for the person, not for programs: sign in and use the session, not an API key.");
        }
    }

    private void readHeaders(Rule rule, Call call) {
        RequiresHeader required = rule.header();
        String key = call.header("Idempotency-Key");
        boolean honoured = rule.replayable() && REPLAYED.contains(call.method());
        if (key != null && honoured) {
            call.idempotencyKey(unquoted(key));
        }
        if (required != null && required.value() == RequiresHeader.Name.IDEMPOTENCY_KEY && key == null) {
            throw ApiException.of(
                    ErrorCode.IDEMPOTENCY_KEY_REQUIRED,
                    "Send an Idempotency-Key, such as a new UUID for each thing you mean to do; then a repeat does nothing twice.");
        }
        if (required != null && required.value() == RequiresHeader.Name.IF_MATCH && call.header("If-Match") == null) {
            throw ApiException.of(
                    ErrorCode.PRECONDITION_REQUIRED, "Send If-Match with the ETag that you read, so that you overwrite nobody's change.");
        }
        call.version(ApiVersions.parse(call.header(ApiVersions.HEADER)));
        String token = call.header(ConsistencyTokens.HEADER);
        if (token != null) {
            call.notBefore(tokens.decode(token));
        }
    }

    private static String unquoted(String header) {
        String key = header.strip();
        if (key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"")) {
            key = key.substring(1, key.length() - 1);
        }
        if (key.isEmpty() || key.length() > KEY_LENGTH || !key.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            throw ApiException.of(ErrorCode.INVALID_HEADER, "Idempotency-Key must have 1 to 255 printable ASCII characters.");
        }
        return key;
    }

    private void claimKey(HttpServletRequest request, Call call) {
        String key = call.idempotencyKey();
        if (key != null) {
            String whole = call.accountIfAny() + " " + call.method() + " " + call.path() + " " + key;
            if (!runningKeys.add(whole)) {
                throw ApiException.of(
                        ErrorCode.IDEMPOTENCY_IN_PROGRESS, "The first request with this key has not ended yet. Ask again in a second.");
            }
            Runnable ended = () -> runningKeys.remove(whole);
            request.setAttribute(RUNNING, ended);
        }
    }

    /** What the call does is done: before its answer leaves, so that a client that has it can use the key again. */
    static void ended(HttpServletRequest request) {
        if (request.getAttribute(RUNNING) instanceof Runnable ended) {
            request.removeAttribute(RUNNING);
            ended.run();
        }
    }

    /** Spring tells which methods there are; what a patch may be is ours to tell (RFC 5789, 3.1). */
    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView view) {
        String allowed = response.getHeader("Allow");
        if (request.getMethod().equals("OPTIONS") && allowed != null && allowed.contains("PATCH")) {
            response.setHeader("Accept-Patch", Negotiation.PATCHES);
        }
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception thrown) {
        ended(request);
    }
}
