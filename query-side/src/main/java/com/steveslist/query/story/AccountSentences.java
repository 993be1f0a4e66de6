package com.steveslist.query.story;

import com.steveslist.events.access.AccessEvent;
import com.steveslist.events.account.AccountEvent;
import com.steveslist.events.account.AccountEvent.Profile;
import com.steveslist.events.account.ErasureCertificate;
import com.steveslist.events.account.ErasureDemand;
import com.steveslist.events.staff.StaffEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What happens to accounts, to what acts for them, and to those who work for the market. */
final class AccountSentences {

    private AccountSentences() {}

    static String of(AccountEvent event, StoryContext context) {
        return switch (event) {
            case AccountEvent.Registered it -> "%s signed up with the e-mail address %s as account %s.".formatted(
                    context.personal(it.name()), context.personal(it.email()), it.accountId().value());
            case AccountEvent.Changed it ->
                "the profile of account %s was changed and now says: %s.".formatted(it.accountId().value(), profile(it.profile(), context));
            case AccountEvent.ApiKeyCreated it -> "the API key %s, called %s, was made for account %s; it may do %s.".formatted(
                    it.apiKeyId().value(), context.personal(it.name()), it.accountId().value(), scopes(it));
            case AccountEvent.ApiKeyRevoked it ->
                "the API key %s of account %s stopped working, for good.".formatted(it.apiKeyId().value(), it.accountId().value());
            case AccountEvent.ErasureRequested it -> "%s asked that the person of account %s be erased (%s)%s.".formatted(
                    demander(it.demandedBy()), it.accountId().value(), it.erasureId().value(), reason(it.reason()));
            case AccountEvent.ErasureRefused it -> "the person of account %s could not be erased yet (%s), because something is open: %s."
                    .formatted(it.accountId().value(), it.erasureId().value(), Words.list(it.open().stream().map(Words::visible).toList()));
            case AccountEvent.Erased it -> erased(it.certificate());
        };
    }

    private static String erased(ErasureCertificate it) {
        return "the person of account %s was erased (%s), as %s had asked on %s%s: the key is destroyed, and no personal value of theirs can ever"
                .formatted(it.accountId().value(), it.erasureId().value(), demander(it.demandedBy()), Words.time(it.demandedAt()),
                        reason(it.reason()))
                + " be read again. Backups of keys are kept for " + Words.visible(it.keyBackupsKept()) + ".";
    }

    private static String demander(ErasureDemand demand) {
        return switch (demand) {
            case OWNER -> "the owner";
            case STAFF -> "staff";
        };
    }

    private static String reason(@Nullable String reason) {
        return reason == null ? "" : " for the reason " + Words.quoted(reason);
    }

    private static String scopes(AccountEvent.ApiKeyCreated created) {
        return created.scopes().isEmpty()
                ? "nothing that needs a scope"
                : Words.list(new TreeSet<>(created.scopes()).stream().map(Words::visible).toList());
    }

    private static String profile(Profile profile, StoryContext context) {
        List<String> says = new ArrayList<>(List.of("name " + context.personal(profile.name())));
        if (profile.city() != null) {
            says.add("city " + context.personal(profile.city()));
        }
        if (profile.country() != null) {
            says.add("country " + Words.visible(profile.country()));
        }
        if (profile.language() != null) {
            says.add("language " + Words.visible(profile.language()));
        }
        if (profile.timeZone() != null) {
            says.add("time zone " + Words.visible(profile.timeZone()));
        }
        return Words.list(says);
    }

    static String of(StaffEvent event) {
        return switch (event) {
            case StaffEvent.Granted it -> "account %s works for the market as %s from now on.".formatted(
                    it.accountId().value(), it.role().name().toLowerCase(Locale.ROOT));
            case StaffEvent.Revoked it -> "account %s no longer works for the market as %s.".formatted(
                    it.accountId().value(), it.role().name().toLowerCase(Locale.ROOT));
        };
    }

    static String of(AccessEvent event) {
        return switch (event) {
            case AccessEvent.Recorded it -> "account %s, who works for the market, read personal values of account %s by %s.".formatted(
                    it.readerId().value(), it.personId().value(), Words.visible(it.call()));
            case AccessEvent.BulkRecorded it -> "account %s, who works for the market, took many events in the clear by %s.".formatted(
                    it.readerId().value(), Words.visible(it.call()));
        };
    }
}
