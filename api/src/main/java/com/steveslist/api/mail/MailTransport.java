package com.steveslist.api.mail;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Port: takes mails away. */
interface MailTransport {

    /**
     * Returns when it was taken over by whoever carries it on.
     *
     * @param about what it was posted with, as {@link MailQueue#post}
     * @throws UndeliverableException when it will never be
     * @throws MailNotSentException when it may be later
     */
    void send(Mail mail, String about);

    /** Deletes what it still has for somebody, as {@link Outgoing#forget}; what others carry on is out of reach. */
    default long forget(Set<String> about, @Nullable String address) {
        return 0;
    }

    /** For people: where mails go. */
    String describe();

    /** Never holds an address. */
    final class UndeliverableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UndeliverableException(String message) {
            super(message);
        }
    }

    /** Never holds an address. */
    final class MailNotSentException extends RuntimeException {
        private static final long serialVersionUID = 1;

        MailNotSentException(String message) {
            super(message);
        }
    }
}
