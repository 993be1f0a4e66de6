package com.steveslist.api.http;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many requests run at once. A request that waits for its client, such as for the rest of a body, does not run meanwhile, so slow
 * clients take no place away from others.
 */
final class RunningRequests {

    private static final long PATIENCE_MILLIS = 2_000;
    private static final String ATTRIBUTE = RunningRequests.class.getName();

    private final Semaphore places;

    RunningRequests(int atOnce) {
        this.places = new Semaphore(atOnce);
    }

    /** What a request does. */
    interface Work {
        void run() throws IOException, ServletException;
    }

    /** Waiting for a client. */
    interface Wait<T extends @Nullable Object> {
        T get() throws IOException;
    }

    /** Throws {@code overloaded} when no place becomes free in time. */
    void run(ServletRequest request, Work work) throws IOException, ServletException, InterruptedException {
        Place place = new Place();
        place.take();
        request.setAttribute(ATTRIBUTE, place);
        try {
            work.run();
        } finally {
            place.leave();
        }
    }

    /** Gives a request's place to others while it waits. */
    static <T extends @Nullable Object> T aside(ServletRequest request, Wait<T> wait) throws IOException {
        if (!(request.getAttribute(ATTRIBUTE) instanceof Place place)) {
            return wait.get();
        }
        place.leave();
        T got = wait.get();
        try {
            place.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiException.of(ErrorCode.UNAVAILABLE, "This node is stopping. Try again.");
        }
        return got;
    }

    private final class Place {

        private boolean taken;

        void take() throws InterruptedException {
            if (!places.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw ApiException.of(ErrorCode.OVERLOADED, "Too many requests run at once. Try again in a moment.");
            }
            taken = true;
        }

        void leave() {
            if (taken) {
                taken = false;
                places.release();
            }
        }
    }
}
