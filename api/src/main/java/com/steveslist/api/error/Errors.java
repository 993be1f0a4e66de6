package com.steveslist.api.error;

import com.steveslist.command.dispatch.CommandRejectedException;
import com.steveslist.command.dispatch.CommandUnavailableException;
import com.steveslist.command.dispatch.Rejection;
import com.steveslist.command.privacy.KeysUnavailableException;
import com.steveslist.query.history.HistoryNotKeptException;
import com.steveslist.query.progress.ReadModelBehindException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.TreeSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** The one place where anything that goes wrong becomes an answer. */
public final class Errors {

    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    private Errors() {}

    /** Never null. What is not known is logged with its stack and becomes {@code internal_error}, which says nothing of it. */
    public static ApiException of(Throwable thrown) {
        return switch (thrown) {
            case ApiException e -> e;
            case CommandRejectedException e -> rejected(e);
            case CommandUnavailableException e -> unavailable(e);
            case KeysUnavailableException e -> {
                LOG.warn("keys of people unavailable: {}", e.getMessage());
                yield ApiException.of(ErrorCode.UNAVAILABLE, "Personal data cannot be read or written at the moment. Try again soon.");
            }
            case ReadModelBehindException e ->
                ApiException.of(
                        ErrorCode.READ_MODEL_BEHIND,
                        "This read model has not caught up with your Consistency-Token yet. Try again in a moment.");
            case HistoryNotKeptException e ->
                ApiException.of(
                        ErrorCode.HISTORY_NOT_KEPT,
                        "What was so long ago is not kept yet: history begins at position " + e.fromPosition()
                                + ". Name a later moment, or ask the operator to run ./steveslist rebuild " + e.view() + ".");
            case HttpRequestMethodNotSupportedException e -> methodNotAllowed(e);
            case RequestRejectedException e ->
                ApiException.of(ErrorCode.INVALID_HEADER, "A header holds something that no header of this API has.");
            case NoHandlerFoundException e -> nothingHere();
            case NoResourceFoundException e -> nothingHere();
            case DataAccessResourceFailureException e -> databaseBusy(e);
            case QueryTimeoutException e -> databaseBusy(e);
            case TransientDataAccessException e -> databaseBusy(e);
            case RecoverableDataAccessException e -> databaseBusy(e);
            default -> unknown(thrown);
        };
    }

    private static ApiException rejected(CommandRejectedException e) {
        if (e.rejection().kind() == Rejection.Kind.PRECONDITION_FAILED) {
            return ApiException.of(
                    ErrorCode.VERSION_MISMATCH, "It is not at the version that If-Match names. Read it again and repeat the change.");
        }
        return ApiException.of(ErrorCode.of(e.rejection()), e.detail());
    }

    private static ApiException unavailable(CommandUnavailableException e) {
        return switch (e.reason()) {
            case OVERLOADED -> ApiException.of(ErrorCode.OVERLOADED, "Too much is waiting to be written. Try again in a moment.");
            case CONTENDED -> ApiException.of(ErrorCode.OVERLOADED, "Too many change the same thing at once. Try again in a moment.");
            case STORE_UNAVAILABLE -> {
                LOG.warn("event store unavailable: {}", inShort(e));
                yield ApiException.of(ErrorCode.UNAVAILABLE, "Nothing can be written at the moment. Try again soon.");
            }
            case OUTCOME_UNKNOWN -> {
                LOG.warn("outcome unknown", e);
                yield ApiException.of(
                        ErrorCode.UNAVAILABLE,
                        "Whether this was done could not be found out. Repeat it with the same Idempotency-Key: it is done once.");
            }
        };
    }

    private static ApiException methodNotAllowed(HttpRequestMethodNotSupportedException e) {
        Set<String> allowed = new TreeSet<>(Set.of("OPTIONS"));
        String[] supported = e.getSupportedMethods();
        if (supported != null) {
            allowed.addAll(Set.of(supported));
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        String allow = String.join(", ", allowed);
        return ApiException.of(
                ErrorCode.METHOD_NOT_ALLOWED, e.getMethod() + " is not possible here. Possible: " + allow + ".", Map.of("Allow", allow));
    }

    private static ApiException nothingHere() {
        return ApiException.notFound("There is nothing at this address.");
    }

    private static ApiException databaseBusy(RuntimeException e) {
        LOG.warn("database not available or too slow: {}", inShort(e));
        return isAway(e)
                ? ApiException.of(ErrorCode.UNAVAILABLE, "The database cannot be reached. Try again soon.")
                : ApiException.of(ErrorCode.OVERLOADED, "The database did not answer in time. Try again in a moment.");
    }

    /** A pool that is only busy names no cause; one that cannot connect names the failure. */
    private static boolean isAway(RuntimeException e) {
        return e instanceof DataAccessResourceFailureException
                && !(NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLTransientConnectionException);
    }

    /** Without the stack: when a database is away or busy, this is said once a request, and says the same each time. */
    private static String inShort(RuntimeException e) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(e);
        return e.getClass().getSimpleName() + " ← " + root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    private static ApiException unknown(Throwable thrown) {
        LOG.error("unexpected failure", thrown);
        return ApiException.of(
                ErrorCode.INTERNAL_ERROR, "Something went wrong on our side. Tell us the request_id when you ask about it.");
    }
}
