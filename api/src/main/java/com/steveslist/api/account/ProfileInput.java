package com.steveslist.api.account;

import com.steveslist.api.input.Body;
import com.steveslist.api.input.Formats;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountEvent.Profile;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.privacy.EncryptedText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A merge patch of a profile: what is not there stays, what is null is cleared. */
record ProfileInput(
        Part name, Part city, Part country, Part language, Part timeZone) {

    static final int LONGEST_NAME = 200;
    private static final int LONGEST_CITY = 100;

    record Part(boolean sent, @Nullable String value) {}

    static ProfileInput read(Body body) {
        if (body.isNull("name")) {
            body.reject("name", "required", "name cannot be cleared.");
        }
        ProfileInput input = new ProfileInput(
                new Part(body.has("name"), body.text("name", 1, LONGEST_NAME)),
                new Part(body.has("city"), body.text("city", 1, LONGEST_CITY)),
                new Part(body.has("country"), Formats.country(body, "country")),
                new Part(body.has("language"), Formats.language(body, "language")),
                new Part(body.has("time_zone"), Formats.timeZone(body, "time_zone")));
        body.done();
        return input;
    }

    Profile applyTo(Profile before, AccountId account, PersonalData personal) {
        EncryptedText newName = encrypted(name, before.name(), account, personal);
        return new Profile(
                newName == null ? before.name() : newName,
                encrypted(city, before.city(), account, personal),
                country.sent() ? country.value() : before.country(),
                language.sent() ? language.value() : before.language(),
                timeZone.sent() ? timeZone.value() : before.timeZone());
    }

    /** The same text stays the same ciphertext, so that changing nothing is seen to change nothing. */
    private static @Nullable EncryptedText encrypted(
            Part part, @Nullable EncryptedText before, AccountId account, PersonalData personal) {
        if (!part.sent()) {
            return before;
        }
        String value = part.value();
        if (value == null) {
            return null;
        }
        boolean same = before != null && Objects.equals(personal.decrypt(before).orElse(null), value);
        return same ? before : personal.encrypt(account, value);
    }
}
