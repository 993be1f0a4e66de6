package com.steveslist.api.http;

import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.security.Identity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
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
    private static final Set<Class<?>> OURS = Set.of(Answer.class, EventStream.class, Download.class);
    private static final int KEY_LENGTH = 255;

    private final ConsistencyTokens tokens;
    private final Set<String> runningKeys = ConcurrentHashMap.newKeySet();

    CallRules(ConsistencyTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && OURS.contains(method.getReturnType().getParameterType())) {
            Call call = Call.of(request);
            Retiring retiring = method.getMethodAnnotation(Retiring.class);
            if (retiring != null) {
                Retirement.announce(retiring, response);
            }
            negotiate(method, request, call);
            requireScope(method, call);
            requireSession(method, call);
            readHeaders(method, call);
            response.setHeader(ApiVersions.HEADER, call.version().toString());
            claimKey(request, call);
        }
        return true;
    }

    private static void negotiate(HandlerMethod method, HttpServletRequest request, Call call) {
        Media media = method.getMethodAnnotation(Media.class);
        if (method.getReturnType().getParameterType() == EventStream.class) {
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

    private static void requireScope(HandlerMethod method, Call call) {
        RequiresScope required = method.getMethodAnnotation(RequiresScope.class);
        Identity identity = call.identity();
        if (required != null && identity != null && !identity.may(required.value())) {
            throw ApiException.of(
                    ErrorCode.INSUFFICIENT_SCOPE, "This API key needs the scope " + required.value().code() + " for that.");
        }
    }

    private static void requireSession(HandlerMethod method, Call call) {
        Identity identity = call.identity();
        if (method.hasMethodAnnotation(RequiresSession.class) && identity != null && identity.kind() != Identity.Kind.SESSION) {
            throw ApiException.of(
                    ErrorCode.SESSION_REQUIRED, "This is for the person, not for programs: sign in and use the session, not an API key.");
        }
    }

    private void readHeaders(HandlerMethod method, Call call) {
        RequiresHeader required = method.getMethodAnnotation(RequiresHeader.class);
        String key = call.header("Idempotency-Key");
        boolean honoured = Set.of("POST", "PATCH").contains(call.method()) && !method.hasMethodAnnotation(NotReplayable.class);
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
