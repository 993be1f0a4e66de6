package com.steveslist.api.mail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails leave.
 *
 * @param from who they are from
 * @param outbox the folder that they are put into, a file each, while there is no SMTP server
 * @param passwordResetPage a page of the web app that takes a token behind {@code #token=}; without one, mails hold the bare token
 * @param smtp the server that takes them; with a host it is used in place of the folder
 */
@ConfigurationProperties("steveslist.mail")
public record MailProperties(
        @DefaultValue("Steveslist <no-reply@steveslist.example>") String from,
        @DefaultValue(".steveslist/mail") Path outbox,
        @Nullable String passwordResetPage,
        @DefaultValue Smtp smtp) {

    /**
     * An SMTP server.
     *
     * @param host null for none
     * @param user null to send without signing in
     * @param security {@code starttls} (asked for, or nothing is sent), {@code tls} from the first byte, or {@code none}
     * @param timeout for connecting, and for every answer
     */
    public record Smtp(
            @Nullable String host,
            @DefaultValue("587") int port,
            @Nullable String user,
            @Nullable String password,
            @DefaultValue("starttls") Security security,
            @DefaultValue("10s") Duration timeout) {

        /** How the connection is protected. */
        public enum Security {
            NONE,
            STARTTLS,
            TLS
        }

        /** Without the password. */
        @Override
        public String toString() {
            return host + ":" + port + " (" + security.name().toLowerCase(Locale.ROOT) + ")";
        }
    }
}
