package com.steveslist.api.cart;

import com.steveslist.api.command.Writes;
import com.steveslist.api.consistency.Reads.Shown;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.security.Scope;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;

/** {@code /v1/cart}. */
@Controller
final class CartController {

    private final Carts carts;
    private final Offers offers;

    CartController(Carts carts, Offers offers) {
        this.carts = carts;
        this.offers = offers;
    }

    @GetMapping("/v1/cart")
    @RequiresScope(Scope.CART_READ)
    Answer get(Call call) {
        Fields fields = Fields.of(call.params(), CartResource.class);
        call.params().done();
        AccountId account = call.account();
        Cart cart = carts.find(account);
        Shown<Map<ListingId, Offer>> shown =
                offers.visible(call, account, cart.lines().stream().map(Cart.Line::listing).toList());
        return answer(cart, shown, account).only(fields);
    }

    @PutMapping("/v1/cart")
    @RequiresScope(Scope.CART_WRITE)
    Answer put(Call call) {
        call.params().done();
        CartInput input = CartInput.read(call.body());
        AccountId account = call.account();
        Shown<Map<ListingId, Offer>> shown = offers.visible(call, account, input.listings());
        input.check(shown.value(), carts.find(account));
        Cart cart = carts.change(account, before -> {
            Writes.requireVersion(call, before.version());
            List<Cart.Line> lines = input.lines(shown.value(), before);
            return lines.equals(before.lines()) ? before : before.with(lines, Carts.now());
        });
        return answer(cart, shown, account);
    }

    @DeleteMapping("/v1/cart")
    @RequiresScope(Scope.CART_WRITE)
    Answer delete(Call call) {
        call.params().done();
        call.noBody();
        carts.change(call.account(), before -> {
            Writes.requireVersion(call, before.version());
            return before.lines().isEmpty() ? before : before.with(List.of(), Carts.now());
        });
        return Answer.nothing();
    }

    /** Prices and stock change without the cart: nobody may keep the answer, and its version is for {@code If-Match}. */
    private static Answer answer(Cart cart, Shown<Map<ListingId, Offer>> shown, AccountId account) {
        return Answer.ok(CartResource.of(cart, shown.value(), account))
                .version(cart.version(), Objects.requireNonNullElse(cart.updatedAt(), Instant.EPOCH))
                .at(shown.at())
                .caching(Caching.NEVER);
    }
}
