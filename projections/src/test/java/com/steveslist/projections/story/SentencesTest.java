package com.steveslist.projections.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.catalog.EventType;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.serialization.EventJson;
import com.steveslist.query.story.Sentences;
import com.steveslist.query.story.StoryContext;
import com.steveslist.query.story.StoryContext.Discretion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of each type of event, held against approved sentences. The samples are those of the approved forms of events. */
class SentencesTest {

    private static final Path SAMPLES = Path.of("../infra/src/test/resources/approved");
    private static final Path APPROVED = Path.of("src/test/resources/approved/sentences.txt");

    private static String sentence(EventType type) {
        try {
            byte[] sample = Files.readAllBytes(SAMPLES.resolve(type.name() + ".v" + type.version() + ".json"));
            RecordedEvent event = recorded(type, new EventJson().read(type.name(), type.version(), sample));
            return Sentences.of(event, new StoryContext(List.of(event), Discretion.CLOSED_VALUES));
        } catch (IOException e) {
            throw new AssertionError("no sample of " + type.name(), e);
        }
    }

    private static RecordedEvent recorded(EventType type, DomainEvent event) {
        AccountId owner = new AccountId("acct_01jd3z00000000000000000001");
        return new RecordedEvent(
                new EventEnvelope(
                        new LogPosition(1, 1), "stream", 0, "evt_1", type.name(), type.version(), Instant.EPOCH, Instant.EPOCH, owner,
                        List.of(owner), new Actor(Actor.Kind.ACCOUNT, owner.value()), null, null, null, Map.of()),
                event);
    }

    @Test
    void every_type_of_event_has_its_sentence() throws IOException {
        List<String> said =
                EventCatalog.current().stream().map(type -> type.name() + ": " + sentence(type)).toList();
        Path received = Path.of("target/received/sentences.txt");
        Files.createDirectories(received.getParent());
        Files.write(received, said);

        assertThat(said).as("copy %s to %s when each reads well", received, APPROVED).isEqualTo(Files.readAllLines(APPROVED));
    }

    @Test
    void a_sentence_is_one_line_that_begins_and_ends_as_sentences_do() {
        assertThat(EventCatalog.current()).allSatisfy(type -> assertThat(sentence(type)).matches("[\\p{Lu}\\[“\\d].*\\."));
    }
}
