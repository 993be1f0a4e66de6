package com.steveslist.api.testing;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder into which the shared application puts mails. */
public final class Outbox {

    private Outbox() {}

    /** What somebody got, each as subject and text, the oldest first. */
    public static List<String> mailsTo(String email) {
        Path folder = Path.of(SharedApplication.context().getEnvironment().getRequiredProperty("steveslist.mail.outbox"));
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .map(file -> read(file, email))
                    .filter(Objects::nonNull)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String read(Path file, String email) {
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), in);
            boolean isTheirs = message.getRecipients(Message.RecipientType.TO)[0].toString().equals(email);
            return isTheirs ? message.getSubject() + "\n\n" + message.getContent() : null;
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException("not a mail: " + file, e);
        }
    }
}
