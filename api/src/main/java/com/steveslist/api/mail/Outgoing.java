package com.steveslist.api.mail;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Mails on their way to somebody. */
@Component
public final class Outgoing {

    private final MailTransport transport;

    Outgoing(MailTransport transport) {
        this.transport = transport;
    }

    /**
     * Deletes what still lies here for somebody who is to be forgotten.
     *
     * @param about what their mails were posted with
     * @param address null when nobody knows it any more
     * @return how many mails
     */
    public long forget(Set<String> about, @Nullable String address) {
        return transport.forget(about, address);
    }
}
