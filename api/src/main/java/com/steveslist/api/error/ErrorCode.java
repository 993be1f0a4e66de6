package com.steveslist.api.error;

import com.steveslist.command.dispatch.Rejection;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Every code that an error of this API can have. Codes are for programs and never change; titles and details are for people. */
public enum ErrorCode {
    INVALID_REQUEST(400, "The request is not valid"),
    INVALID_JSON(400, "The body is not valid JSON"),
    INVALID_CSV(400, "The body is not valid CSV"),
    INVALID_HEADER(400, "A header is not valid"),
    INVALID_CURSOR(400, "The cursor is not valid"),
    INVALID_CONSISTENCY_TOKEN(400, "The consistency token is not valid"),
    IDEMPOTENCY_KEY_REQUIRED(400, "An Idempotency-Key is required"),
    INVALID_RESET_TOKEN(400, "The token for a new password is not valid"),
    MALFORMED_REQUEST(400, "The request is malformed"),
    INVALID_SIGN_IN_STATE(400, "This sign-in was not begun here, or is over"),
    INVALID_DOCUMENT(400, "The GraphQL document is not valid"),
    OPERATION_NOT_POSSIBLE(400, "This GraphQL operation is not possible this way"),
    QUERY_TOO_DEEP(400, "The GraphQL query is nested too deep"),
    QUERY_TOO_COSTLY(400, "The GraphQL query asks for too much"),
    PERSISTED_QUERY_NOT_FOUND(400, "This node does not know the persisted query"),
    UNAUTHENTICATED(401, "Credentials are required"),
    INVALID_CREDENTIALS(401, "The credentials are not valid"),
    TWO_FACTOR_REQUIRED(401, "A code is required"),
    SIGN_IN_FAILED(401, "Signing in with the provider did not work"),
    FORBIDDEN(403, "This is not yours to do"),
    INSUFFICIENT_SCOPE(403, "The API key lacks a scope"),
    SESSION_REQUIRED(403, "A session is required"),
    WRONG_PASSWORD(403, "The password is wrong"),
    WRONG_CODE(403, "The code is wrong"),
    CSRF_FAILED(403, "The CSRF token is missing or wrong"),
    NOT_FOUND(404, "Not found"),
    NOT_FOUND_THEN(404, "It was not there at that moment"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    REQUEST_TIMEOUT(408, "The request took too long to arrive"),
    INVALID_STATE(409, "Its state does not allow this"),
    ACCOUNT_HAS_OPEN_BUSINESS(409, "Something is still under way with this account"),
    ACCOUNT_CLOSING(409, "The account is being erased"),
    EMAIL_TAKEN(409, "The e-mail address is taken"),
    ACCOUNT_EXISTS(409, "There is an account with this e-mail address"),
    IDENTITY_TAKEN(409, "This identity opens another account"),
    LAST_WAY_IN(409, "This is the last way to sign in"),
    CLAIM_TAKEN(409, "Somebody else has it already"),
    OUT_OF_STOCK(409, "Not enough is left"),
    LISTING_UNAVAILABLE(409, "The listing is not for sale"),
    PRICE_CHANGED(409, "The price has changed"),
    IDEMPOTENCY_IN_PROGRESS(409, "The first request with this Idempotency-Key is still running", true),
    HISTORY_NOT_KEPT(409, "What was at that moment is not kept"),
    VERSION_MISMATCH(412, "It has changed since you read it"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    URI_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    EXPECTATION_FAILED(417, "The expectation cannot be met"),
    MIXED_CURRENCIES(422, "One checkout has one currency"),
    CART_EMPTY(422, "There is nothing in the cart to buy"),
    TOTAL_TOO_LARGE(422, "The total is too large"),
    REFUND_EXCEEDS_PAYMENT(422, "More than is left to give back"),
    REFUND_WINDOW_CLOSED(422, "The time for refunds is over"),
    HEAD_NOT_FOUND(422, "There is no such signed head"),
    QUANTITY_TOO_LOW(422, "The quantity is below what is sold and reserved"),
    OWN_LISTING(422, "This is your own listing"),
    TOO_MANY_API_KEYS(422, "Too many API keys"),
    TOO_MANY_SAVED_SEARCHES(422, "Too many saved searches"),
    TOO_MANY_OAUTH_CLIENTS(422, "Too many OAuth clients"),
    EMAIL_NOT_VERIFIED(422, "The provider has not verified the e-mail address"),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request"),
    EXPORT_TOO_LARGE(422, "The export is too large for this format"),
    PRECONDITION_REQUIRED(428, "If-Match is required"),
    RATE_LIMITED(429, "Too many requests", true),
    TOO_MANY_ATTEMPTS(429, "Too many wrong tries", true),
    TOO_MANY_STREAMS(429, "Too many streams are open", true),
    TOO_MANY_RUNNING(429, "Too many of these run at once", true),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    INTERNAL_ERROR(500, "Something went wrong on our side"),
    NOT_IMPLEMENTED(501, "Not implemented"),
    OVERLOADED(503, "Too busy at the moment", true),
    UNAVAILABLE(503, "Not available at the moment", true),
    QUERY_TIMEOUT(503, "The GraphQL query took too long", true),
    READ_MODEL_BEHIND(503, "What you want to read is not there yet", true),
    HEAD_NOT_SIGNED(503, "The log is not signed at the moment", true),
    ACCESS_NOT_RECORDED(503, "A look at personal values could not be recorded", true),
    NOT_READY(503, "A part that is needed is down", true),
    HTTP_VERSION_NOT_SUPPORTED(505, "HTTP version not supported");

    private static final Map<String, ErrorCode> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ErrorCode::code, code -> code));

    private final int status;
    private final String title;
    private final boolean retryable;

    ErrorCode(int status, String title) {
        this(status, title, false);
    }

    ErrorCode(int status, String title, boolean retryable) {
        this.status = status;
        this.title = title;
        this.retryable = retryable;
    }

    /** As programs see it: {@code email_taken}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** What it means, what to do about it, and an example, for people. */
    public ErrorText text() {
        return ErrorText.of(this);
    }

    /** Whether the same request may succeed later, unchanged. */
    public boolean retryable() {
        return retryable;
    }

    /** The code of a rejection; each of them is in this catalogue, which a test keeps so. */
    static ErrorCode of(Rejection rejection) {
        ErrorCode known = BY_CODE.get(rejection.code());
        return known != null ? known : switch (rejection.kind()) {
            case NOT_FOUND -> NOT_FOUND;
            case FORBIDDEN -> FORBIDDEN;
            case CONFLICT -> INVALID_STATE;
            case PRECONDITION_FAILED -> VERSION_MISMATCH;
            case UNPROCESSABLE -> INVALID_STATE;
        };
    }

    /** What a status without a code of its own means, as the servlet container sends them. */
    static ErrorCode ofStatus(int status) {
        return switch (status) {
            case 400 -> MALFORMED_REQUEST;
            case 401 -> UNAUTHENTICATED;
            case 408 -> REQUEST_TIMEOUT;
            case 503 -> UNAVAILABLE;
            default -> Arrays.stream(values())
                    .filter(code -> code.status == status)
                    .findFirst()
                    .orElse(status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR);
        };
    }
}
