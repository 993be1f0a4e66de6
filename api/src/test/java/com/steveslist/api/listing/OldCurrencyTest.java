package com.steveslist.api.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.listing.ListingCommand;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The log has prices in money of the past, from when that was taken. */
@ExtendWith(PrintsTheLog.class)
class OldCurrencyTest {
    private final Person seller = Person.newcomer("Sally Seller");

    private String listedInMarks() {
        ListingId id = ListingId.next();
        ListingDetails details = new ListingDetails(
                "Lamp", null, "other", List.of(), Money.of(900, "dem"), "DE", "Bonn", null, null, Map.of(), List.of());
        SharedApplication.context().getBean(Commands.class).send(
                new ListingCommand.Create(id, new AccountId(seller.id()), details, 3, true),
                CommandContext.of(new Actor(Actor.Kind.ACCOUNT, seller.id()), "req_old"));
        return "/v1/listings/" + id.value();
    }

    @Test
    void what_the_log_has_is_read_and_can_be_changed_but_for_new_nobody_gets_it() {
        String listing = listedInMarks();
        Answer renamed = seller.calls().patch(listing, Map.of("name", "Old lamp", "price_amount", 800), Person.newKey()).expected("rename");
        assertThat(renamed.text("price_currency")).isEqualTo("dem");
        assertThat(seller.after(renamed).get(listing).expected("read").text("price_currency")).isEqualTo("dem");
        assertThat(seller.calls().patch(listing, Map.of("price_currency", "eur"), Person.newKey()).expected("modernise")
                .text("price_currency"))
                .isEqualTo("eur");
        Answer back = seller.calls().patch(listing, Map.of("price_currency", "dem"), Person.newKey());
        assertThat(back.status()).isEqualTo(400);
        assertThat(back.body().path("errors").path(0).path("detail").asString()).contains("legal tender today");
    }
}
