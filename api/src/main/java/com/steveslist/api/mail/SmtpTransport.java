package com.steveslist.api.mail;

import com.steveslist.api.mail.MailProperties.Smtp;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** A mail server, over a connection a mail. */
final class SmtpTransport implements MailTransport {

    private static final int REFUSED_FOR_GOOD = 5;

    private final MailProperties settings;
    private final Session session;

    /** @param settings with a host */
    SmtpTransport(MailProperties settings) {
        this.settings = settings;
        this.session = Messages.session(settings, properties(settings.smtp()));
    }

    private static Properties properties(Smtp smtp) {
        String millis = Long.toString(smtp.timeout().toMillis());
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", String.valueOf(smtp.host()));
        properties.setProperty("mail.smtp.port", Integer.toString(smtp.port()));
        properties.setProperty("mail.smtp.auth", Boolean.toString(smtp.user() != null));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(smtp.security() == Smtp.Security.TLS));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(smtp.security() == Smtp.Security.STARTTLS));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(smtp.security() == Smtp.Security.STARTTLS));
        properties.setProperty("mail.smtp.connectiontimeout", millis);
        properties.setProperty("mail.smtp.timeout", millis);
        properties.setProperty("mail.smtp.writetimeout", millis);
        return properties;
    }

    @Override
    public void send(Mail mail, String about) {
        MimeMessage message = Messages.of(mail, settings, session);
        try (Transport transport = session.getTransport()) {
            transport.connect(settings.smtp().user(), settings.smtp().password());
            Address[] recipients = message.getAllRecipients();
            transport.sendMessage(message, recipients);
        } catch (MessagingException e) {
            if (isRefusedForGood(e)) {
                throw new UndeliverableException("the mail server does not take it");
            }
            throw new MailNotSentException(settings.smtp() + " did not take it: " + e.getClass().getSimpleName());
        }
    }

    /** What servers say may hold the address, so nothing but its class is told on. */
    private static boolean isRefusedForGood(MessagingException e) {
        for (Exception cause = e; cause != null; cause = cause instanceof MessagingException chained ? chained.getNextException() : null) {
            int code = switch (cause) {
                case SMTPAddressFailedException refused -> refused.getReturnCode();
                case SMTPSendFailedException refused -> refused.getReturnCode();
                default -> 0;
            };
            if (code / 100 == REFUSED_FOR_GOOD) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String describe() {
        return "the SMTP server " + settings.smtp();
    }
}
