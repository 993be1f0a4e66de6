package com.steveslist.api.checkout;

import com.steveslist.api.input.Body;
import com.steveslist.api.input.Formats;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.ShippingAddress;
import com.steveslist.events.privacy.EncryptedText;
import org.jspecify.annotations.Nullable;

/** A shipping address as it was sent. */
record AddressInput(
        String name,
        String line1,
        @Nullable String line2,
        String city,
        @Nullable String state,
        @Nullable String postalCode,
        String country) {

    private static final AddressInput NONE = new AddressInput("", "", null, "", null, null, "");

    /** Reads the member {@code shipping_address}, which is required. */
    static AddressInput read(Body body) {
        body.require("shipping_address");
        Body address = body.object("shipping_address");
        if (address == null) {
            return NONE;
        }
        AddressInput input = new AddressInput(
                address.requiredText("name", 1, 200),
                address.requiredText("line1", 1, 200),
                address.text("line2", 0, 200),
                address.requiredText("city", 1, 100),
                address.text("state", 0, 100),
                address.text("postal_code", 0, 20),
                Formats.requiredCountry(address, "country"));
        address.rejectUnknown();
        return input;
    }

    ShippingAddress encrypted(AccountId buyer, PersonalData personal) {
        return new ShippingAddress(
                personal.encrypt(buyer, name),
                personal.encrypt(buyer, line1),
                optional(line2, buyer, personal),
                personal.encrypt(buyer, city),
                optional(state, buyer, personal),
                optional(postalCode, buyer, personal),
                country);
    }

    private static @Nullable EncryptedText optional(@Nullable String value, AccountId buyer, PersonalData personal) {
        return value == null ? null : personal.encrypt(buyer, value);
    }
}
