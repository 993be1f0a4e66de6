package com.steveslist.api.mail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails leave.
 *
 * @param from who they are from
 * @param outbox the folder that they are put into, a file each, while there is no SMTP server
 * @param origin how people reach this server, such as {@code https://market.example}: mails then lead to its own pages. It is never taken from
 *     a request, which anybody can make with a name of theirs. Without one, mails hold the bare token
 * @param passwordResetPage a page of the web app that takes a token behind {@code #token=}, in the place of this server's own
 * @param smtp the server that takes them; with a host it is used in place of the folder
 */
@ConfigurationProperties("steveslist.mail")
public record MailProperties(
        @DefaultValue("Steveslist <no-reply@steveslist.example>") String from,
        @DefaultValue(".steveslist/mail") Path outbox,
        @Nullable String origin,
        @Nullable String passwordResetPage,
        @DefaultValue Smtp smtp) {

    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?|https?://\\[[0-9a-f:]+](:[0-9]{1,5})?");

    public MailProperties {
        if (origin != null && !ORIGIN.matcher(origin).matches()) {
            throw new IllegalArgumentException("steveslist.mail.origin is '" + origin
                    + "': it must be scheme, host and perhaps port, such as https://market.example, without a path or a slash at its end");
        }
    }

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
