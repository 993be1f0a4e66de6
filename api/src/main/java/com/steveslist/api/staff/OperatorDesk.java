package com.steveslist.api.staff;

import com.steveslist.command.account.AccountState;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.CommittedKeys;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** What an operator's command needs of a node, and no more: no consumer runs, no door opens. */
public final class OperatorDesk implements AutoCloseable {

    /** Whoever can run commands on the server: they are known to it, and not to us. */
    public static final Actor OPERATOR = new Actor(Actor.Kind.STAFF, "operator");

    private static final List<String> PARTS = List.of(
            "com.steveslist.command.dispatch.", "com.steveslist.command.account.", "com.steveslist.command.staff.",
            "com.steveslist.infra.eventstore.", "com.steveslist.infra.serialization.", "com.steveslist.infra.privacy.");

    private static final String EMAIL_CLAIM = "email";

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final HikariDataSource database;

    /**
     * On the stack that system properties name. Throws {@link IllegalStateException} when there is none, or its database does not answer.
     *
     * @param further packages whose configurations are needed, too, each with a dot at its end
     */
    public OperatorDesk(String... further) {
        if (System.getProperty("steveslist.postgres.url", "").isBlank()) {
            throw new IllegalStateException("nothing is running here: start it with ./steveslist up");
        }
        database = openDatabase();
        ClassLoader loader = OperatorDesk.class.getClassLoader();
        List<String> wanted = Stream.concat(PARTS.stream(), Stream.of(further)).toList();
        ImportCandidates.load(AutoConfiguration.class, loader).getCandidates().stream()
                .filter(name -> wanted.stream().anyMatch(name::startsWith))
                .forEach(name -> context.register(load(name, loader)));
        try {
            context.refresh();
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Tried at once, because what comes next waits for it with much patience. */
    private static HikariDataSource openDatabase() {
        HikariConfig config = new HikariConfig();
        config.setPoolName("operator");
        config.setJdbcUrl(System.getProperty("steveslist.postgres.url"));
        config.setUsername(System.getProperty("steveslist.postgres.user"));
        config.setPassword(System.getProperty("steveslist.postgres.password", ""));
        config.setMaximumPoolSize(1);
        config.addDataSourceProperty("connectTimeout", "3");
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            throw new IllegalStateException("PostgreSQL does not answer: ./steveslist status shows what runs", e);
        }
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, true, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param who an e-mail address or an account's id. Throws {@link IllegalArgumentException} when nobody has it */
    public AccountId find(String who) {
        if (who.startsWith(AccountId.PREFIX + "_")) {
            AccountId id = new AccountId(who);
            if (commands().find(AccountState.class, id).isEmpty()) {
                throw new IllegalArgumentException("there is no account " + who);
            }
            return id;
        }
        String hash = personal().lookupHash(EMAIL_CLAIM, who);
        return context.getBean(CommittedKeys.class)
                .holderOf(EMAIL_CLAIM, hash)
                .map(AccountId::new)
                .orElseThrow(() -> new IllegalArgumentException("nobody has signed up with this e-mail address"));
    }

    public Commands commands() {
        return context.getBean(Commands.class);
    }

    public PersonalData personal() {
        return context.getBean(PersonalData.class);
    }

    /** One of what the configurations make. */
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /** Of database {@code steveslist}, with one connection. */
    public DataSource database() {
        return database;
    }

    @Override
    public void close() {
        database.close();
        context.close();
    }
}
