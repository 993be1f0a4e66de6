package com.steveslist.api.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.api.mail.MailProperties.Smtp;
import com.steveslist.api.mail.MailTransport.MailNotSentException;
import com.steveslist.api.mail.MailTransport.UndeliverableException;
import com.steveslist.api.mail.TestMailServer.Manner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransportsTest {

    private static final String FROM = "Steveslist <no-reply@steveslist.example>";
    private static final Mail MAIL = new Mail("ada@people.example", "Grüße", "Hello Ada,\n.\nthis is for you: ✓\n");

    private static final String ABOUT = "acct_01kb5p3h2v8e6r9s0t1w2x3y4z";

    @Nested
    class A_folder {
        private FileOutbox outbox(Path home) {
            return new FileOutbox(new MailProperties(FROM, home.resolve("deep/mail"), null, null, smtp(1, Smtp.Security.NONE)));
        }

        @Test
        void gets_a_file_a_mail_which_nobody_else_may_read(@TempDir Path home) throws IOException {
            FileOutbox outbox = outbox(home);
            outbox.send(MAIL, ABOUT);
            outbox.send(MAIL, ABOUT);

            try (Stream<Path> files = Files.list(home.resolve("deep/mail"))) {
                List<Path> all = files.toList();
                assertThat(all).hasSize(2).allMatch(file -> file.toString().endsWith(".eml"));
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(all.getFirst()))).isEqualTo("rw-------");
                assertThat(Files.readString(all.getFirst())).contains("To: ada@people.example", "From: " + FROM, "Auto-Submitted");
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("deep/mail")))).isEqualTo("rwx------");
        }

        @Test
        void forgets_somebody_by_what_mails_are_about_or_by_the_address(@TempDir Path home) {
            FileOutbox outbox = outbox(home);
            outbox.send(MAIL, ABOUT);
            outbox.send(MAIL, "a0b1");
            outbox.send(new Mail("ida@people.example", "s", "t"), "another");
            outbox.send(new Mail("Ada@People.example", "s", "t"), "from before names told it");

            assertThat(outbox.forget(Set.of("b1", "acct"), null)).as("parts of what they are about").isZero();
            assertThat(outbox.forget(Set.of(ABOUT, "a0b1"), null)).isEqualTo(2);
            assertThat(outbox.forget(Set.of(ABOUT), "ada@people.example")).isEqualTo(1);
            assertThat(outbox.forget(Set.of("another"), null)).isEqualTo(1);
        }

        @Test
        void that_cannot_be_written_to_may_be_mended(@TempDir Path home) throws IOException {
            Files.createFile(home.resolve("deep"));

            assertThatThrownBy(() -> outbox(home).send(MAIL, ABOUT)).isInstanceOf(MailNotSentException.class);
        }

        @Test
        void takes_nothing_that_is_no_address(@TempDir Path home) {
            for (String to : List.of("no address", "a@b\r\nBcc: eve@people.example", "a@b, eve@people.example", "")) {
                assertThatThrownBy(() -> outbox(home).send(new Mail(to, "s", "t"), ABOUT)).as(to)
                        .isInstanceOf(UndeliverableException.class);
            }
        }
    }

    @Nested
    class A_server {

        private static SmtpTransport to(TestMailServer server) {
            return transport(server.port(), Smtp.Security.NONE);
        }

        private static SmtpTransport transport(int port, Smtp.Security security) {
            return new SmtpTransport(new MailProperties(FROM, Path.of("unused"), null, null, smtp(port, security)));
        }

        @Test
        void takes_a_mail() {
            try (TestMailServer server = new TestMailServer(Manner.TAKES_ALL)) {
                to(server).send(MAIL, ABOUT);

                assertThat(server.recipients()).containsExactly("RCPT TO:<ada@people.example>");
                assertThat(server.mails()).singleElement().asString()
                        .contains("To: ada@people.example", "Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=",
                                "Content-Type: text/plain; charset=UTF-8");
            }
        }

        @Test
        void that_is_busy_or_silent_or_not_there_may_take_it_later() {
            try (TestMailServer busy = new TestMailServer(Manner.IS_BUSY); TestMailServer silent = new TestMailServer(Manner.HANGS)) {
                assertThatThrownBy(() -> to(busy).send(MAIL, ABOUT)).isInstanceOf(MailNotSentException.class)
                        .hasMessageNotContaining("ada");
                assertThatThrownBy(() -> to(silent).send(MAIL, ABOUT)).isInstanceOf(MailNotSentException.class);
                int closed = silent.port();
                silent.close();
                assertThatThrownBy(() -> transport(closed, Smtp.Security.NONE).send(MAIL, ABOUT)).isInstanceOf(MailNotSentException.class);
            }
        }

        @Test
        void that_does_not_know_somebody_is_not_asked_again() {
            try (TestMailServer server = new TestMailServer(Manner.KNOWS_NOBODY)) {
                assertThatThrownBy(() -> to(server).send(MAIL, ABOUT)).isInstanceOf(UndeliverableException.class)
                        .hasMessageNotContaining("ada");
            }
        }

        @Test
        void that_offers_no_encryption_gets_nothing_when_it_is_asked_for() {
            try (TestMailServer server = new TestMailServer(Manner.TAKES_ALL)) {
                assertThatThrownBy(() -> transport(server.port(), Smtp.Security.STARTTLS).send(MAIL, ABOUT))
                        .isInstanceOf(MailNotSentException.class);
                assertThat(server.recipients()).isEmpty();
            }
        }
    }

    @Test
    void whom_mails_are_from_is_checked_at_the_start() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FileOutbox(
                        new MailProperties("nobody at all", Path.of("unused"), null, null, smtp(1, Smtp.Security.NONE))))
                .withMessageContaining("steveslist.mail.from");
    }

    private static Smtp smtp(int port, Smtp.Security security) {
        return new Smtp("127.0.0.1", port, null, null, security, Duration.ofSeconds(1));
    }
}
