package com.steveslist.api.mail;

import java.util.Optional;

/** One kind of mail, as beans that the queue knows by {@link #kind}. */
public interface Letter {

    /** As rows of the queue name it, in snake case; never changed. */
    String kind();

    /**
     * Writes it, at the moment that it is sent. It may be asked again for the same {@code about} when sending failed.
     *
     * @param about what it was posted with
     * @return empty when there is nobody, or nobody any more, to send it to
     */
    Optional<Mail> write(String about);
}
