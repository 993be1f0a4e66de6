package com.steveslist.api.mail;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Mails that wait, as rows: a crash loses none, and whoever posts one waits for nobody's mailbox. */
@Component
public final class MailQueue {

    private static final int MOST = 10_000;

    /** Longer than all time-outs of one sending together. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Bell bell;

    MailQueue(@Qualifier("securityJdbc") JdbcClient jdbc, Bell bell) {
        this.jdbc = jdbc;
        this.bell = bell;
    }

    /** A mail whose turn it is. @param tries how often it was tried, this time included */
    record Due(long id, String kind, String about, int tries) {}

    /**
     * Sends a letter soon; inside a transaction, with it. What waits already is not sent twice. Throws {@code overloaded} when too many
     * wait.
     *
     * @param kind of a {@link Letter}
     * @param about nothing personal and no secret: an account's id, or a keyed hash
     */
    public void post(String kind, String about) {
        boolean isFull = jdbc.sql("select count(*) >= ? from (select from mails limit ?) as waiting")
                .params(MOST, MOST)
                .query(Boolean.class)
                .single();
        if (isFull) {
            throw ApiException.of(ErrorCode.OVERLOADED, "Too many mails wait to be sent. Try again in a moment.");
        }
        jdbc.sql("insert into mails (kind, about) values (?, ?) on conflict (kind, about) do nothing").params(kind, about).update();
        bell.ring();
    }

    /** Takes the one that has waited longest, for as long as sending may take; a node that dies meanwhile leaves it to the others. */
    Optional<Due> take(List<String> kinds) {
        return jdbc.sql("""
                        update mails set tries = tries + 1, due_at = clock_timestamp() + ? * interval '1 second'
                        where id = (
                            select id from mails where due_at <= clock_timestamp() and kind = any(?)
                            order by due_at limit 1 for update skip locked)
                        returning id, kind, about, tries""")
                .params(LEASE.toSeconds(), kinds.toArray(new String[0]))
                .query((row, n) -> new Due(row.getLong("id"), row.getString("kind"), row.getString("about"), row.getInt("tries")))
                .optional();
    }

    void done(Due mail) {
        jdbc.sql("delete from mails where id = ?").param(mail.id()).update();
    }

    void later(Due mail, Duration pause) {
        jdbc.sql("update mails set due_at = clock_timestamp() + ? * interval '1 millisecond' where id = ?")
                .params(pause.toMillis(), mail.id())
                .update();
    }
}
