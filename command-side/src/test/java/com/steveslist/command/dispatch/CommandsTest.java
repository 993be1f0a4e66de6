package com.steveslist.command.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.command.listing.ListingAggregates;
import com.steveslist.command.listing.ListingCommand;
import com.steveslist.command.listing.ListingState;
import com.steveslist.command.testing.Some;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import org.junit.jupiter.api.Test;

class CommandsTest {

    private final MemoryCommandSide side = new MemoryCommandSide(ListingAggregates.TYPE);
    private final Commands commands = side.commands;
    private final AccountId seller = Some.account();
    private final ListingId lamp = ListingId.next();

    private Decided<ListingState> createLamp() {
        return commands.send(new ListingCommand.Create(lamp, seller, Some.lamp(500), 2, true), Some.context());
    }

    @Test
    void answers_with_what_was_decided() {
        Decided<ListingState> decided = createLamp();
        assertThat(decided.state().available()).isEqualTo(2);
        assertThat(decided.version()).isEqualTo(1);
        assertThat(decided.at().position()).isEqualTo(2);
        assertThat(side.log.events()).hasSize(2).first().satisfies(event -> {
            assertThat(event.getPayload()).isInstanceOf(ListingEvent.Drafted.class);
            assertThat(event.getMetaData()).containsEntry(EnvelopeMetadata.OWNER, seller.value());
        });
        assertThat(side.log.reads()).isZero();
    }

    @Test
    void rejects() {
        createLamp();
        assertThatThrownBy(() -> commands.send(
                        new ListingCommand.Withdraw(lamp, Caller.account(Some.account())), Some.context()))
                .isInstanceOf(CommandRejectedException.class);
    }
}
