package com.steveslist.api.checkout;

import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.checkout.ShippingAddress;
import com.steveslist.events.privacy.EncryptedText;
import org.jspecify.annotations.Nullable;

/** A shipping address as those see it who may. Values are null that were not given, or once the buyer's key is erased. */
public record AddressResource(
        @Nullable String name,
        @Nullable String line1,
        @Nullable String line2,
        @Nullable String city,
        @Nullable String state,
        @Nullable String postalCode,
        String country) {

    public static AddressResource of(ShippingAddress address, PersonalData personal) {
        return new AddressResource(
                plain(address.name(), personal),
                plain(address.line1(), personal),
                plain(address.line2(), personal),
                plain(address.city(), personal),
                plain(address.state(), personal),
                plain(address.postalCode(), personal),
                address.country());
    }

    private static @Nullable String plain(@Nullable EncryptedText text, PersonalData personal) {
        return text == null ? null : personal.read(text);
    }
}
