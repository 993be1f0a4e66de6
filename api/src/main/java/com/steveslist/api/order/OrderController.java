package com.steveslist.api.order;

import com.steveslist.api.consistency.Reads;
import com.steveslist.api.consistency.Reads.Shown;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.paging.Paging;
import com.steveslist.api.security.Scope;
import com.steveslist.api.timetravel.AsOf;
import com.steveslist.api.timetravel.Diffs;
import com.steveslist.api.timetravel.Past;
import com.steveslist.command.order.OrderState;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.order.OrderId;
import com.steveslist.query.order.OrderFilter;
import com.steveslist.query.order.OrderView;
import com.steveslist.query.order.OrderViews;
import com.steveslist.query.history.Moment;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import com.steveslist.query.paging.SortKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Reading {@code /v1/orders}: for the two sides of each, and nobody else. */
@Controller
final class OrderController {

    private final OrderViews orders;
    private final Reads reads;
    private final Paging paging;
    private final PersonalData personal;
    private final Past past;
    private final Diffs diffs;

    OrderController(OrderViews orders, Reads reads, Paging paging, PersonalData personal, Past past, Diffs diffs) {
        this.orders = orders;
        this.reads = reads;
        this.paging = paging;
        this.personal = personal;
        this.past = past;
        this.diffs = diffs;
    }

    @GetMapping("/v1/orders/{id}")
    @RequiresScope(Scope.ORDERS_READ)
    Answer get(Call call) {
        Fields fields = Fields.of(call.params(), OrderResource.class);
        AsOf asOf = past.read(call.params());
        call.params().done();
        Moment moment = past.find(asOf);
        Shown<OrderView> shown = find(call, moment);
        OrderView view = shown.value();
        return Answer.ok(OrderResource.of(view, call.account(), personal))
                .version(view.version() + 1, view.updatedAt())
                .at(shown.at())
                .only(fields);
    }

    /** The order, for who may see it. */
    private Shown<OrderView> find(Call call, @Nullable Moment moment) {
        OrderId id = call.id(OrderId::new, "order");
        AccountId caller = call.account();
        OrderViews then = orders.at(moment);
        Shown<Optional<OrderView>> shown =
                reads.one(call, moment, OrderViews.CONSUMER, id, OrderState.class, place -> then.row(id));
        OrderView view =
                past.require(shown.value(), moment, () -> find(call, null), found -> found.isSeenBy(caller), "order");
        return new Shown<>(view, shown.at());
    }

    @GetMapping("/v1/orders/{id}/diff")
    @RequiresScope(Scope.ORDERS_READ)
    Answer diff(Call call) {
        return diffs.answer(call, moment -> {
            OrderView view = find(call, moment).value();
            return new Diffs.Seen(view.id().value(), OrderResource.of(view, call.account(), personal), view.version() + 1);
        });
    }

    @GetMapping("/v1/orders")
    @RequiresScope(Scope.ORDERS_READ)
    Answer list(Call call) {
        OrderFilter filter = OrderFilters.read(call.params(), call.account());
        List<SortKey> sort = Paging.sort(call.params(), OrderFilters.SORTS);
        Paging.Wanted wanted = paging.readWithOffset(call);
        Fields fields = Fields.of(call.params(), OrderResource.class);
        AsOf asOf = past.read(call.params());
        call.params().done();
        PageRequest request = paging.request(wanted);
        Moment moment = past.find(asOf);
        Shown<Page<OrderView>> shown =
                reads.page(call, moment, OrderViews.CONSUMER, () -> orders.at(moment).list(filter, sort, request));
        return paging.answer(call, wanted, shown.value(), view -> OrderResource.of(view, filter.account(), personal))
                .at(shown.at())
                .only(fields);
    }
}
