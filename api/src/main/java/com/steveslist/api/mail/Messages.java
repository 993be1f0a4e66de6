package com.steveslist.api.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;

/** Mails in the form in which they travel (RFC 5322). */
final class Messages {

    private Messages() {}

    /** Throws {@link IllegalArgumentException} when mails could be from nobody. @param more settings of the way that they go */
    static Session session(MailProperties settings, Properties more) {
        try {
            new InternetAddress(settings.from(), true);
        } catch (AddressException e) {
            throw new IllegalArgumentException(
                    "steveslist.mail.from must be an address such as Steveslist <no-reply@example.com>, but is " + settings.from(), e);
        }
        Properties properties = new Properties();
        properties.putAll(more);
        // Without it, a Message-ID would make the machine look up its own name.
        properties.setProperty("mail.from", settings.from());
        properties.setProperty("mail.mime.allowutf8", "true");
        return Session.getInstance(properties);
    }

    /** Throws {@link MailTransport.UndeliverableException} when the address is none that mail can go to. */
    static MimeMessage of(Mail mail, MailProperties settings, Session session) {
        try {
            MimeMessage message = new MimeMessage(session);
            message.setFrom(new InternetAddress(settings.from()));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
            message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
            message.setText(mail.text(), StandardCharsets.UTF_8.name());
            message.setSentDate(Date.from(Instant.now()));
            message.setHeader("Auto-Submitted", "auto-generated");
            message.saveChanges();
            return message;
        } catch (MessagingException e) {
            throw new MailTransport.UndeliverableException("no mail can be made of it: " + e.getClass().getSimpleName());
        }
    }
}
