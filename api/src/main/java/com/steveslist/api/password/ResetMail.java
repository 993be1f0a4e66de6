package com.steveslist.api.password;

import com.steveslist.api.mail.MailQueue;
import com.steveslist.api.security.Attempts;
import com.steveslist.command.privacy.PersonalData;
import org.springframework.stereotype.Component;

/** Asks for the mail that lets somebody set a new password. Does the same for every address, whether anybody has it or not. */
@Component
final class ResetMail {

    private final PersonalData personal;
    private final Attempts attempts;
    private final MailQueue mails;

    ResetMail(PersonalData personal, Attempts attempts, MailQueue mails) {
        this.personal = personal;
        this.attempts = attempts;
        this.mails = mails;
    }

    /** A mailbox is not filled: what is asked for too often is accepted, and sent later when asked for again. */
    void ask(String email) {
        String hash = personal.lookupHash(ResetLetter.CLAIM, email);
        if (attempts.count(attempts.mailbox(hash))) {
            mails.post(ResetLetter.KIND, hash);
        }
    }
}
