package com.steveslist.api.mail;

import org.springframework.stereotype.Component;

/** Mails on their way to somebody. */
@Component
public final class Outgoing {

    private final MailTransport transport;

    Outgoing(MailTransport transport) {
        this.transport = transport;
    }

    /** Deletes what still lies here for an address that is to be forgotten. @return how many mails */
    public long forget(String address) {
        return transport.forget(address);
    }
}
