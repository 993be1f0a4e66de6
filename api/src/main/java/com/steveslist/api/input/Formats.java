package com.steveslist.api.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts with a standard behind them, read from a body. Each returns a stand-in for what it notes as wrong. */
public final class Formats {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());
    /** No blank, control or invisible character of any kind: nothing that could end a line of a mail's head or look like nothing. */
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s\\p{Z}\\p{C}@<>()\",;:\\\\\\[\\]]+@[^\\s\\p{Z}\\p{C}@<>()\",;:\\\\\\[\\]]+");
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private Formats() {}

    /** ISO 3166-1 alpha-2, upper case. */
    public static boolean isCountry(String text) {
        return COUNTRIES.contains(text);
    }

    public static boolean isSlug(String text) {
        return SLUG.matcher(text).matches();
    }

    /** Null when it is missing or null. */
    public static @Nullable String country(Body body, String name) {
        String country = body.text(name, 1, 10);
        if (country != null && !country.isEmpty() && !isCountry(country)) {
            body.reject(name, "invalid_value", name + " must be an ISO 3166-1 alpha-2 code in upper case, such as US.");
        }
        return country;
    }

    public static String requiredCountry(Body body, String name) {
        String country = country(body, name);
        return country != null ? country : body.requiredText(name, 1, 10);
    }

    /**
     * A lower-case ISO 4217 code of what is legal tender today: no metal, no test code, no fund, no money of the past.
     *
     * @param known what it was before and may stay, though nobody pays with it any more; null for nothing
     */
    public static String requiredCurrency(Body body, String name, @Nullable String known) {
        String code = body.requiredText(name, 1, 10);
        boolean good = Currencies.isLegalTender(code) || code.equals(known);
        if (!code.isEmpty() && !good) {
            body.reject(
                    name,
                    "invalid_value",
                    name + " must be the lower-case ISO 4217 code of a currency that is legal tender today, such as usd.");
        }
        return good ? code : "usd";
    }

    /** Lower-case letters and digits with single hyphens between; null when it is missing or null. */
    public static @Nullable String slug(Body body, String name, int max) {
        String slug = body.text(name, 1, max);
        if (slug != null && !slug.isEmpty() && !isSlug(slug)) {
            body.reject(name, "invalid_value", name + " must be of lower-case letters and digits with hyphens between: home-decor.");
        }
        return slug;
    }

    /** Whether mail could be sent to it; the domain is not looked up. */
    public static boolean isEmail(String text) {
        return text.length() >= 3 && text.length() <= 254 && EMAIL.matcher(text).matches();
    }

    /** An address that mail could be sent to; the domain is not looked up. */
    public static String requiredEmail(Body body, String name) {
        String email = body.requiredText(name, 3, 254);
        if (!email.isEmpty() && !EMAIL.matcher(email).matches()) {
            body.reject(name, "invalid_value", name + " must be an e-mail address such as ada@example.com.");
        }
        return email;
    }

    /** A BCP 47 tag in its usual spelling; null when it is missing or null. */
    public static @Nullable String language(Body body, String name) {
        String tag = body.text(name, 2, 35);
        if (tag == null || tag.isEmpty()) {
            return tag;
        }
        try {
            return new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
        } catch (IllformedLocaleException e) {
            body.reject(name, "invalid_value", name + " must be a BCP 47 language tag such as en or de-AT.");
            return tag;
        }
    }

    /** An IANA zone; null when it is missing or null. */
    public static @Nullable String timeZone(Body body, String name) {
        String zone = body.text(name, 1, 50);
        if (zone != null && !zone.isEmpty() && !isZone(zone)) {
            body.reject(name, "invalid_value", name + " must be an IANA time zone such as Europe/Vienna.");
        }
        return zone;
    }

    /** RFC 3339; null when it is missing or null. */
    public static @Nullable Instant time(Body body, String name) {
        String text = body.text(name, 1, 40);
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            body.reject(name, "invalid_value", name + " must be an RFC 3339 time such as 2026-11-23T10:15:00Z.");
            return null;
        }
    }

    private static boolean isZone(String zone) {
        try {
            return ZONES.contains(ZoneId.of(zone).getId());
        } catch (DateTimeException e) {
            return false;
        }
    }
}
