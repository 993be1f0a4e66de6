package com.steveslist.api.mail;

/** Port: takes mails away. */
interface MailTransport {

    /**
     * Returns when it was taken over by whoever carries it on.
     *
     * @throws UndeliverableException when it will never be
     * @throws MailNotSentException when it may be later
     */
    void send(Mail mail);

    /** Deletes what it still has for an address; what others carry on is out of reach. @return how many mails */
    default long forget(String address) {
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
