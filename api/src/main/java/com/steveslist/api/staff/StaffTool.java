package com.steveslist.api.staff;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.staff.StaffRole;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./steveslist staff}. */
@Command(
        name = "staff",
        description = "Show who works for the market; give an account a role, or take it back.",
        mixinStandardHelpOptions = true)
public final class StaffTool implements Callable<Integer> {

    private static final String ROLES = "auditor (sees the whole history), support or analyst.";

    /** The same as {@code list}. */
    @Override
    public Integer call() {
        return list();
    }

    /** Shows every role that somebody has. */
    @Command(name = "list", description = "Show who has which role.", mixinStandardHelpOptions = true)
    int list() {
        try (StaffDesk desk = open()) {
            List<StaffTable.Row> held = desk.held();
            if (held.isEmpty()) {
                System.out.println("nobody works for the market yet: ./steveslist staff grant EMAIL ROLE");
            }
            held.forEach(row -> System.out.println(row.account() + "  " + code(row.role()) + "  since " + row.grantedAt()));
            return 0;
        }
    }

    /** Gives a role. */
    @Command(name = "grant", description = "Give an account a role; its sessions and keys have it within a second.",
            mixinStandardHelpOptions = true)
    int grant(
            @Parameters(paramLabel = "ACCOUNT", description = "E-mail address or acct_…") String who,
            @Parameters(paramLabel = "ROLE", description = ROLES) StaffRole role) {
        try (StaffDesk desk = open()) {
            AccountId account = desk.find(who);
            desk.grant(account, role);
            System.out.println(account + " has the role " + code(role) + " now");
            return 0;
        }
    }

    /** Takes a role back. */
    @Command(name = "revoke", description = "Take a role back; it opens nothing any more within a second.",
            mixinStandardHelpOptions = true)
    int revoke(
            @Parameters(paramLabel = "ACCOUNT", description = "E-mail address or acct_…") String who,
            @Parameters(paramLabel = "ROLE", description = ROLES) StaffRole role) {
        try (StaffDesk desk = open()) {
            AccountId account = desk.find(who);
            desk.revoke(account, role);
            System.out.println(account + " no longer has the role " + code(role));
            return 0;
        }
    }

    private static StaffDesk open() {
        return new StaffDesk();
    }

    private static String code(StaffRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
