package com.steveslist.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.dispatch.IdempotencyKey;
import com.steveslist.command.listing.ListingCommand;
import com.steveslist.command.listing.ListingState;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import com.steveslist.infra.embedded.EmbeddedServers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The store as a node runs it: the dispatcher of the command side above, real databases below. */
class EventStoreConfigurationTest {

    private AnnotationConfigApplicationContext node;
    private Commands commands;

    @BeforeEach
    void aNode() throws ClassNotFoundException {
        Map<String, Object> properties = new HashMap<>();
        database(properties, "postgres");
        database(properties, "keys");
        properties.put("steveslist.master-key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        node = new AnnotationConfigApplicationContext();
        node.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
        for (String name : (Iterable<String>) configurations()::iterator) {
            node.register(Class.forName(name));
        }
        node.refresh();
        commands = node.getBean(Commands.class);
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void a_command_is_decided_and_its_events_stand_in_the_log_with_their_envelope() {
        AccountId seller = AccountId.next();
        ListingId listing = ListingId.next();
        Decided<ListingState> decided = commands.send(create(listing, seller), context(seller));

        List<RecordedEvent> events = node.getBean(EventLog.class).readStream(listing.value());
        assertThat(events).extracting(event -> event.envelope().type()).containsExactly("listing.drafted", "listing.published");
        assertThat(decided.at()).isEqualTo(events.getLast().envelope().at());
        assertThat(events).allSatisfy(event -> {
            assertThat(event.envelope().owner()).isEqualTo(seller);
            assertThat(event.envelope().parties()).contains(seller);
            assertThat(event.envelope().actor()).isEqualTo(new Actor(Actor.Kind.ACCOUNT, seller.value()));
            assertThat(event.envelope().requestId()).isEqualTo("req_1");
            assertThat(event.envelope().occurredAt().getNano() % 1_000_000).isZero();
        });
        assertThat(commands.find(ListingState.class, listing)).map(Decided::version).contains(1L);
    }

    @Test
    void a_repeated_key_shows_what_the_first_run_did() {
        AccountId seller = AccountId.next();
        ListingId listing = ListingId.next();
        CommandContext once = context(seller).once(new IdempotencyKey("POST /v1/listings", "k", "print", listing.value()));
        Decided<ListingState> first = commands.send(create(listing, seller), once);
        Decided<ListingState> second = commands.send(create(ListingId.next(), seller), once);
        assertThat(second.replayed()).isTrue();
        assertThat(second.at()).isEqualTo(first.at());
        assertThat(second.state()).isEqualTo(first.state());
    }

    @Test
    void values_of_people_are_encrypted_with_keys_of_another_database() {
        PersonalData data = node.getBean(PersonalData.class);
        AccountId person = AccountId.next();
        data.createKey(person);
        assertThat(data.decrypt(data.encrypt(person, "Ada"))).contains("Ada");
        assertThatThrownBy(() -> data.encrypt(AccountId.next(), "Ada")).isInstanceOf(IllegalStateException.class);
    }

    private static Stream<String> configurations() {
        ClassLoader loader = EventStoreConfigurationTest.class.getClassLoader();
        List<String> wanted = List.of("com.steveslist.command.dispatch.", "com.steveslist.command.listing.",
                "com.steveslist.infra.eventstore.",
                "com.steveslist.infra.privacy.", "com.steveslist.infra.serialization.");
        return ImportCandidates.load(AutoConfiguration.class, loader).getCandidates().stream()
                .filter(name -> wanted.stream().anyMatch(name::startsWith));
    }

    private static void database(Map<String, Object> properties, String name) {
        EmbeddedServers.Database database = EmbeddedServers.postgres().newDatabase(name + "_configured");
        properties.put("steveslist." + name + ".url", database.url());
        properties.put("steveslist." + name + ".user", database.user());
        properties.put("steveslist." + name + ".password", database.password());
    }

    private static ListingCommand.Create create(ListingId listing, AccountId seller) {
        ListingDetails details = new ListingDetails("Chair", null, "furniture", List.of(), Money.of(4_900, "usd"), "US", "Oakland", null,
                null, Map.of(), List.of());
        return new ListingCommand.Create(listing, seller, details, 3, true);
    }

    private static CommandContext context(AccountId account) {
        return CommandContext.of(new Actor(Actor.Kind.ACCOUNT, account.value()), "req_1");
    }
}
