package com.steveslist.api.checkout;

import com.steveslist.api.cart.Carts;
import com.steveslist.api.checkout.CheckoutInput.Item;
import com.steveslist.api.command.Writes;
import com.steveslist.api.consistency.Reads;
import com.steveslist.api.consistency.Reads.Shown;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.RequiresHeader;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.paging.Paging;
import com.steveslist.api.security.Scope;
import com.steveslist.api.timetravel.AsOf;
import com.steveslist.api.timetravel.Diffs;
import com.steveslist.api.timetravel.Past;
import com.steveslist.command.checkout.CheckoutCommand.Start;
import com.steveslist.command.checkout.CheckoutState;
import com.steveslist.command.dispatch.CommandRejectedException;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.query.checkout.CheckoutView;
import com.steveslist.query.checkout.CheckoutViews;
import com.steveslist.query.history.Moment;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /v1/checkouts}. */
@Controller
final class CheckoutController {

    private final CheckoutViews checkouts;
    private final Reads reads;
    private final Writes writes;
    private final Paging paging;
    private final PersonalData personal;
    private final Quotes quotes;
    private final Outcomes outcomes;
    private final Carts carts;
    private final Past past;
    private final Diffs diffs;

    CheckoutController(
            CheckoutViews checkouts,
            Reads reads,
            Writes writes,
            Paging paging,
            PersonalData personal,
            Quotes quotes,
            Outcomes outcomes,
            Carts carts,
            Past past,
            Diffs diffs) {
        this.checkouts = checkouts;
        this.reads = reads;
        this.writes = writes;
        this.paging = paging;
        this.personal = personal;
        this.quotes = quotes;
        this.outcomes = outcomes;
        this.carts = carts;
        this.past = past;
        this.diffs = diffs;
    }

    @PostMapping("/v1/checkouts")
    @RequiresScope(Scope.CHECKOUTS_WRITE)
    @RequiresHeader(RequiresHeader.Name.IDEMPOTENCY_KEY)
    Answer start(Call call) {
        call.params().done();
        Duration patience = call.preferredWait();
        CheckoutInput input = CheckoutInput.read(call.body());
        AccountId buyer = call.account();
        CheckoutId id = CheckoutId.next();
        List<Item> items = input.cart() ? inCart(buyer, id) : input.items();
        Map<ListingId, Money> unitPrices = quotes.unitPrices(items, buyer);
        Start start = new Start(
                id,
                buyer,
                PaymentId.next(),
                Quotes.lines(items, unitPrices),
                input.paymentMethod(),
                input.address().encrypted(buyer, personal),
                unitPrices);
        Decided<CheckoutState> started = input.cart() ? buyCart(call, start) : writes.send(start, writes.context(call, id));
        Decided<CheckoutState> latest = patience == null ? started : outcomes.await(started, patience);
        CheckoutResource checkout = CheckoutResource.of(latest, personal);
        Answer answer = Answer.created(call.origin() + "/v1/checkouts/" + checkout.id(), checkout)
                .version(checkout.version(), checkout.updatedAt())
                .at(latest.at())
                .replayed(started.replayed());
        return patience == null ? answer : answer.header("Preference-Applied", "wait=" + patience.toSeconds());
    }

    private List<Item> inCart(AccountId buyer, CheckoutId checkout) {
        return carts.buy(buyer, checkout).stream()
                .map(line -> new Item(line.listing(), line.quantity(), line.price().amountMinor(), line.price().currency()))
                .toList();
    }

    /** The cart knows already that it is being bought. Whether it is when the outcome is not known, the cart finds out by itself. */
    private Decided<CheckoutState> buyCart(Call call, Start start) {
        try {
            Decided<CheckoutState> started = writes.send(start, writes.context(call, start.target()));
            if (started.replayed()) {
                carts.forget(start.buyer(), start.target());
            }
            return started;
        } catch (CommandRejectedException e) {
            carts.forget(start.buyer(), start.target());
            throw e;
        }
    }

    @GetMapping("/v1/checkouts/{id}")
    @RequiresScope(Scope.CHECKOUTS_READ)
    Answer get(Call call) {
        Fields fields = Fields.of(call.params(), CheckoutResource.class);
        AsOf asOf = past.read(call.params());
        call.params().done();
        Moment moment = past.find(asOf);
        Shown<CheckoutView> shown = find(call, moment);
        CheckoutView view = shown.value();
        return Answer.ok(CheckoutResource.of(view, personal))
                .version(view.version() + 1, view.updatedAt())
                .at(shown.at())
                .only(fields);
    }

    /** The checkout, for who may see it. */
    private Shown<CheckoutView> find(Call call, @Nullable Moment moment) {
        CheckoutId id = call.id(CheckoutId::new, "checkout");
        CheckoutViews then = checkouts.at(moment);
        Shown<Optional<CheckoutView>> shown =
                reads.one(call, moment, CheckoutViews.CONSUMER, id, CheckoutState.class, place -> then.row(id));
        CheckoutView view =
                past.require(shown.value(), moment, () -> find(call, null), found -> found.isSeenBy(call.account()), "checkout");
        return new Shown<>(view, shown.at());
    }

    @GetMapping("/v1/checkouts/{id}/diff")
    @RequiresScope(Scope.CHECKOUTS_READ)
    Answer diff(Call call) {
        return diffs.answer(call, moment -> {
            CheckoutView view = find(call, moment).value();
            return new Diffs.Seen(view.id().value(), CheckoutResource.of(view, personal), view.version() + 1);
        });
    }

    @GetMapping("/v1/checkouts")
    @RequiresScope(Scope.CHECKOUTS_READ)
    Answer list(Call call) {
        Paging.Wanted wanted = paging.readWithOffset(call);
        Fields fields = Fields.of(call.params(), CheckoutResource.class);
        AsOf asOf = past.read(call.params());
        call.params().done();
        PageRequest request = paging.request(wanted);
        AccountId buyer = call.account();
        Moment moment = past.find(asOf);
        Shown<Page<CheckoutView>> shown =
                reads.page(call, moment, CheckoutViews.CONSUMER, () -> checkouts.at(moment).list(buyer, request));
        return paging.answer(call, wanted, shown.value(), view -> CheckoutResource.of(view, personal))
                .at(shown.at())
                .only(fields);
    }
}
