package com.steveslist.api.staff;

import com.steveslist.command.account.AccountState;
import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.CommittedKeys;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.command.staff.StaffCommand.GrantRole;
import com.steveslist.command.staff.StaffCommand.RevokeRole;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.id.Ids;
import com.steveslist.events.staff.StaffRole;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** What an operator does to the staff, as an event and as a row. Done again after a crash between the two, it makes both so. */
final class StaffDesk implements AutoCloseable {

    /** What a command of the staff needs of a node, and no more: no consumer runs, no door opens. */
    private static final List<String> PARTS = List.of(
            "com.steveslist.command.dispatch.", "com.steveslist.command.account.", "com.steveslist.command.staff.",
            "com.steveslist.infra.eventstore.", "com.steveslist.infra.serialization.", "com.steveslist.infra.privacy.");

    /** Whoever can run commands on the server: they are known to it, and not to us. */
    private static final Actor OPERATOR = new Actor(Actor.Kind.STAFF, "operator");

    private static final String EMAIL_CLAIM = "email";

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final HikariDataSource security;
    private final StaffTable table;

    /** On the stack that system properties name. */
    StaffDesk() {
        ClassLoader loader = StaffDesk.class.getClassLoader();
        ImportCandidates.load(AutoConfiguration.class, loader).getCandidates().stream()
                .filter(name -> PARTS.stream().anyMatch(name::startsWith))
                .forEach(name -> context.register(load(name, loader)));
        context.refresh();
        HikariConfig config = new HikariConfig();
        config.setPoolName("staff");
        config.setJdbcUrl(context.getEnvironment().getRequiredProperty("steveslist.postgres.url"));
        config.setUsername(context.getEnvironment().getRequiredProperty("steveslist.postgres.user"));
        config.setPassword(context.getEnvironment().getProperty("steveslist.postgres.password", ""));
        config.setMaximumPoolSize(1);
        security = new HikariDataSource(config);
        table = new StaffTable(security);
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, true, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param who an e-mail address or an account's id. Throws {@link IllegalArgumentException} when nobody has it */
    AccountId find(String who) {
        if (who.startsWith(AccountId.PREFIX + "_")) {
            AccountId id = new AccountId(who);
            if (commands().find(AccountState.class, id).isEmpty()) {
                throw new IllegalArgumentException("there is no account " + who);
            }
            return id;
        }
        String hash = context.getBean(PersonalData.class).lookupHash(EMAIL_CLAIM, who);
        return context.getBean(CommittedKeys.class)
                .holderOf(EMAIL_CLAIM, hash)
                .map(AccountId::new)
                .orElseThrow(() -> new IllegalArgumentException("nobody has signed up with this e-mail address"));
    }

    void grant(AccountId account, StaffRole role) {
        commands().send(new GrantRole(account, role), byOperator());
        table.grant(account, role);
    }

    /** The row goes first: what must not open anything any more does not wait for the log. */
    void revoke(AccountId account, StaffRole role) {
        table.revoke(account, role);
        commands().send(new RevokeRole(account, role), byOperator());
    }

    List<StaffTable.Row> held() {
        return table.held();
    }

    private static CommandContext byOperator() {
        return CommandContext.of(OPERATOR, Ids.next("req"));
    }

    private Commands commands() {
        return context.getBean(Commands.class);
    }

    @Override
    public void close() {
        security.close();
        context.close();
    }
}
