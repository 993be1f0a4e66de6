package com.steveslist.events.checkout;

import com.steveslist.events.privacy.EncryptedText;
import org.jspecify.annotations.Nullable;

/** Where a buyer wants the goods; encrypted with the buyer's key, save the country. */
public record ShippingAddress(
        EncryptedText name,
        EncryptedText line1,
        @Nullable EncryptedText line2,
        EncryptedText city,
        @Nullable EncryptedText state,
        @Nullable EncryptedText postalCode,
        String country) {}
