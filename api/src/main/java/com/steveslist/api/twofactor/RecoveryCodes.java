package com.steveslist.api.twofactor;

import com.steveslist.api.security.Signer;
import com.steveslist.events.account.AccountId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Codes for when the authenticator app is lost; each works once. Kept as keyed hashes, bound to their account. */
@Component
final class RecoveryCodes {

    private static final int HOW_MANY = 10;
    private static final int HALF = 5;
    /** Nothing that looks like something else, in any case. */
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final Signer signer;

    RecoveryCodes(@Qualifier("securityJdbc") JdbcClient jdbc, Signer signer) {
        this.jdbc = jdbc;
        this.signer = signer;
    }

    /** New ones of the form {@code 4f7kq-x2m9p}; those before work no longer. */
    List<String> renew(AccountId account) {
        List<String> codes = Stream.generate(RecoveryCodes::next).distinct().limit(HOW_MANY).toList();
        jdbc.sql("delete from recovery_codes where account_id = ?").param(account.value()).update();
        List<byte[]> hashes = new ArrayList<>();
        codes.forEach(code -> hashes.add(hash(account, code)));
        jdbc.sql("insert into recovery_codes (account_id, code_hash) select ?, unnest(?::bytea[])")
                .params(account.value(), hashes.toArray(new byte[0][]))
                .update();
        return codes;
    }

    /** Whether it is one of the account's; it is used up then. */
    boolean use(AccountId account, String code) {
        return jdbc.sql("delete from recovery_codes where account_id = ? and code_hash = ?")
                .params(account.value(), hash(account, code))
                .update() == 1;
    }

    int left(AccountId account) {
        return jdbc.sql("select count(*) from recovery_codes where account_id = ?")
                .param(account.value())
                .query(Integer.class)
                .single();
    }

    /** Case, hyphens and blanks do not count. */
    private byte[] hash(AccountId account, String code) {
        String plain = code.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
        return signer.sign(Signer.Use.RECOVERY_CODE, (account.value() + " " + plain).getBytes(StandardCharsets.UTF_8));
    }

    private static String next() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 2 * HALF; i++) {
            code.append(i == HALF ? "-" : "").append(ALPHABET[RANDOM.nextInt(ALPHABET.length)]);
        }
        return code.toString();
    }
}
