package com.steveslist.api.http;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.input.Body;
import com.steveslist.api.input.Params;
import com.steveslist.api.security.Identity;
import com.steveslist.api.security.OwnCookie;
import com.steveslist.api.security.Standing;
import com.steveslist.command.dispatch.Caller;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.log.LogPosition;
import jakarta.servlet.http.HttpServletRequest;
import java.io.InputStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.JsonNode;

/** What a client's call brings with it: who asks, parameters, body, and the headers that this API gives a meaning to. */
public final class Call {

    private static final String ATTRIBUTE = Call.class.getName();

    private final HttpServletRequest request;
    private final Params params;
    private @Nullable JsonNode tree;
    private @Nullable LogPosition notBefore;
    private @Nullable String idempotencyKey;
    private LocalDate version = ApiVersions.newest();

    private Call(HttpServletRequest request) {
        this.request = request;
        this.params = Params.parse(request.getQueryString());
    }

    /** The one of this request. */
    public static Call of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Call known) {
            return known;
        }
        Call call = new Call(request);
        request.setAttribute(ATTRIBUTE, call);
        return call;
    }

    public String requestId() {
        return RequestIds.of(request);
    }

    public String method() {
        return request.getMethod();
    }

    public String path() {
        return request.getRequestURI();
    }

    /** Scheme, host and port as the client wrote them, to which paths can be appended. */
    public String origin() {
        int port = request.getServerPort();
        boolean usual = port == ("https".equals(request.getScheme()) ? 443 : 80);
        return request.getScheme() + "://" + request.getServerName() + (usual ? "" : ":" + port);
    }

    /** Whether it came over TLS. */
    public boolean isSecure() {
        return request.isSecure();
    }

    public @Nullable String header(String name) {
        return request.getHeader(name);
    }

    /** Null when the browser sends none. */
    public @Nullable String cookie(OwnCookie cookie) {
        return cookie.read(request);
    }

    /** Where it comes from: the client's address, as far as trusted proxies tell it. */
    public String remoteAddress() {
        return request.getRemoteAddr();
    }

    /** Null for somebody who shows no credentials. */
    public @Nullable Identity identity() {
        return Identity.of(request);
    }

    /** Whether the credentials of this call still open what they did; to be asked while an answer stays open. */
    public BooleanSupplier standing() {
        return Standing.of(request);
    }

    public @Nullable AccountId accountIfAny() {
        Identity identity = identity();
        return identity == null ? null : identity.account();
    }

    /** Whose credentials came with the call; on a path that needs them. */
    public AccountId account() {
        Identity identity = identity();
        if (identity == null) {
            throw ApiException.of(ErrorCode.UNAUTHENTICATED, "This needs an API key or a session.");
        }
        return identity.account();
    }

    public Caller caller() {
        return Caller.account(account());
    }

    public Actor actor() {
        Identity identity = identity();
        return identity == null ? new Actor(Actor.Kind.ANONYMOUS, "anonymous") : identity.actor();
    }

    public Params params() {
        return params;
    }

    /** The body as a JSON object. Throws when there is none. */
    public Body body() {
        return Body.of(tree());
    }

    /** The body as it was sent. Throws when there is none. */
    public JsonNode json() {
        return tree();
    }

    /** For actions that need no body: nothing or an empty object. */
    public void noBody() {
        if (hasBody()) {
            Body.of(tree()).done();
        }
    }

    /** For actions whose body may be left out. */
    public Body optionalBody() {
        return hasBody() ? body() : Body.of(Json.read("{}"));
    }

    public boolean hasBody() {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /** What was sent, or null when nothing was; read once. */
    public @Nullable JsonNode sent() {
        return hasBody() ? tree() : null;
    }

    private JsonNode tree() {
        JsonNode known = tree;
        if (known == null) {
            known = BodyReader.read(request);
            tree = known;
        }
        return known;
    }

    /** The media type of the body, in lower case and without parameters; empty when it was not sent. */
    public String contentType() {
        String type = request.getContentType();
        return type == null ? "" : Negotiation.typeOf(type);
    }

    /** The media type that the client likes best of these. Throws {@code 406} when it likes none. */
    public String preferred(List<String> offered) {
        return MediaTypes.preferred(request.getHeader("Accept"), offered);
    }

    /**
     * The body while it arrives. Reading it throws {@link ApiException} when it is longer than this, does not arrive in this time, or ends
     * before it is whole.
     */
    public InputStream stream(long mostBytes, Duration patience) {
        return BodyStream.of(request, mostBytes, patience);
    }

    /** An id out of the path. What has not its form names nothing, and so is not found. */
    public <T> T id(Function<String, T> parser, String noun) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        Object id = variables instanceof Map<?, ?> map ? map.get("id") : null;
        try {
            return parser.apply(String.valueOf(id));
        } catch (IllegalArgumentException e) {
            throw ApiException.notFound("There is no such " + noun + ".");
        }
    }

    /** {@code If-Match}; null when it was not sent. */
    public @Nullable ETags ifMatch() {
        String header = request.getHeader("If-Match");
        return header == null ? null : ETags.parse("If-Match", header);
    }

    /** How long the client prefers to wait for an outcome: 0 to 30 s; null when it does not say. */
    public @Nullable Duration preferredWait() {
        return Preferences.wait(request.getHeader("Prefer"));
    }

    /** The place in the log that the answer must show, from {@code Consistency-Token}; null when the client has no wish. */
    public @Nullable LogPosition notBefore() {
        return notBefore;
    }

    /**
     * The place that the answer's {@code Consistency-Token} names: what it shows, and never an earlier one than the client came with, so that
     * a client which sends the last one that it got never forgets what it has seen.
     *
     * @param shown null for what shows nothing of the log
     */
    public LogPosition covering(@Nullable LogPosition shown) {
        LogPosition seen = Objects.requireNonNullElse(notBefore, LogPosition.START);
        return shown == null || seen.covers(shown) ? seen : shown;
    }

    void notBefore(LogPosition position) {
        notBefore = position;
    }

    /** The version of the API that the client knows: the newest, unless {@code Steveslist-Version} names an older one. */
    public LocalDate version() {
        return version;
    }

    void version(LocalDate known) {
        version = known;
    }

    /** {@code Idempotency-Key}; null when it was not sent, or is not honoured here. */
    public @Nullable String idempotencyKey() {
        return idempotencyKey;
    }

    void idempotencyKey(String key) {
        idempotencyKey = key;
    }
}
