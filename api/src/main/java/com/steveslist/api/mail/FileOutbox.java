package com.steveslist.api.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A folder with one file a mail, which stands for people's mailboxes on a developer's machine: the one place where an address stands in
 * the clear, and nobody else may read it.
 */
final class FileOutbox implements MailTransport {

    private static final FileAttribute<Set<PosixFilePermission>> OWN_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWN_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final MailProperties settings;
    private final Session session;

    FileOutbox(MailProperties settings) {
        this.settings = settings;
        this.session = Messages.session(settings, new Properties());
    }

    /** A file has its name only when it is whole. What it is about stands in the name, to be found by when nobody knows the address. */
    @Override
    public void send(Mail mail, String about) {
        MimeMessage message = Messages.of(mail, settings, session);
        String name = TIME.format(Instant.now()) + "-" + about + "-" + UUID.randomUUID() + ".eml";
        try {
            Path folder = Files.createDirectories(settings.outbox(), OWN_FOLDER);
            Path begun = Files.createFile(folder.resolve("." + name), OWN_FILE);
            try (OutputStream out = Files.newOutputStream(begun)) {
                message.writeTo(out);
            }
            Files.move(begun, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | MessagingException e) {
            throw new MailNotSentException("cannot write into " + settings.outbox() + ": " + e.getClass().getSimpleName());
        }
    }

    /** Those that names tell it of, and, in names from before they did, those to the address, compared without case. */
    @Override
    public long forget(Set<String> about, @Nullable String address) {
        long gone = 0;
        if (Files.notExists(settings.outbox())) {
            return gone;
        }
        try (DirectoryStream<Path> mails = Files.newDirectoryStream(settings.outbox(), "*.eml")) {
            for (Path mail : mails) {
                boolean theirs = isAbout(mail, about) || address != null && isTo(mail, address);
                gone += theirs && Files.deleteIfExists(mail) ? 1 : 0;
            }
        } catch (IOException | MessagingException e) {
            throw new MailNotSentException("cannot look through " + settings.outbox() + ": " + e.getClass().getSimpleName());
        }
        return gone;
    }

    private static boolean isAbout(Path mail, Set<String> about) {
        String name = mail.getFileName().toString();
        return about.stream().anyMatch(one -> name.contains("-" + one + "-"));
    }

    private boolean isTo(Path mail, String address) throws IOException, MessagingException {
        try (InputStream in = Files.newInputStream(mail)) {
            Address[] recipients = new MimeMessage(session, in).getAllRecipients();
            return recipients != null && Arrays.stream(recipients)
                    .anyMatch(one -> one instanceof InternetAddress to && to.getAddress().equalsIgnoreCase(address.strip()));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public String describe() {
        return "the folder " + settings.outbox();
    }
}
