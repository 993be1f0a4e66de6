package com.steveslist.api.erasure;

import com.steveslist.api.http.Json;
import com.steveslist.api.staff.OperatorDesk;
import com.steveslist.command.account.AccountState;
import com.steveslist.command.account.AccountState.Standing;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.account.ErasureDemand;
import com.steveslist.events.account.ErasureId;
import com.steveslist.events.id.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./steveslist erase}: an operator's demand, which any running node carries out. */
@Command(
        name = "erase",
        description = "Erase a person, on a demand that did not come through the API: their key and all that opens the account.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:erased; the certificate is printed", "1:something is under way with the account, or it takes longer: ask again"})
public final class EraseTool implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(100);

    @Parameters(paramLabel = "ACCOUNT", description = "E-mail address or acct_…")
    private String who = "";

    @Option(names = "--reason", required = true,
            description = "Printed in the certificate, which anybody may read: a file number, and nothing of the person.")
    private String reason = "";

    @Override
    public Integer call() {
        try (OperatorDesk desk = new OperatorDesk()) {
            AccountId account = desk.find(who);
            requireImpersonal(desk, account);
            JdbcClient jdbc = JdbcClient.create(desk.database());
            ErasureId id = ErasureId.next();
            Demands.insert(jdbc, id, account, ErasureDemand.STAFF, OperatorDesk.OPERATOR, Ids.next("req"), reason.strip());
            return await(desk, jdbc, account);
        }
    }

    /** The certificate outlives the person. */
    private void requireImpersonal(OperatorDesk desk, AccountId account) {
        if (reason.isBlank() || reason.length() > Reasons.LONGEST) {
            throw new IllegalArgumentException("give a reason of 1 to " + Reasons.LONGEST + " characters, such as a file number");
        }
        AccountState known = desk.commands().find(AccountState.class, account).orElseThrow().state();
        if (Reasons.isPersonal(reason, known, desk.personal())) {
            throw new IllegalArgumentException(Reasons.PERSONAL);
        }
    }

    private static int await(OperatorDesk desk, JdbcClient jdbc, AccountId account) {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < giveUpAt) {
            Optional<Decided<AccountState>> known = desk.commands().find(AccountState.class, account);
            if (known.isPresent() && known.get().state().standing() instanceof Standing.Erased(var certificate)) {
                System.out.println(certificate.signedText());
                System.out.println(Json.tree(Map.of("signature", certificate.signature())));
                System.out.println(account + " is erased: GET /v1/accounts/" + account + "/erasure-certificate");
                return 0;
            }
            List<String> open = refusal(jdbc, account);
            if (!open.isEmpty()) {
                System.out.println(account + " is not erased, because these are under way:");
                open.forEach(thing -> System.out.println("  " + thing));
                return 1;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        System.out
                .println("the demand is kept, and no node has carried it out within " + PATIENCE.toMinutes() + " minutes: is one running?");
        return 1;
    }

    /** What stood in the way; nothing as long as it is under way. */
    private static List<String> refusal(JdbcClient jdbc, AccountId account) {
        return jdbc.sql("select step, open from security.erasures where account_id = ? order by demanded_at desc, id desc limit 1")
                .param(account.value())
                .query((row, n) -> row.getString(1).equals("refused") ? List.of((String[]) row.getArray(2).getArray()) : List.<String>of())
                .optional()
                .orElse(List.of());
    }
}
