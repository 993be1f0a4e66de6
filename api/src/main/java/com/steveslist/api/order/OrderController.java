package com.steveslist.api.order;

import com.steveslist.api.consistency.Reads;
import com.steveslist.api.consistency.Reads.Shown;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.paging.Paging;
import com.steveslist.api.security.Scope;
import com.steveslist.command.order.OrderState;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.order.OrderId;
import com.steveslist.query.order.OrderFilter;
import com.steveslist.query.order.OrderView;
import com.steveslist.query.order.OrderViews;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import com.steveslist.query.paging.SortKey;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Reading {@code /v1/orders}: for the two sides of each, and nobody else. */
@Controller
final class OrderController {

    private final OrderViews orders;
    private final Reads reads;
    private final Paging paging;
    private final PersonalData personal;

    OrderController(OrderViews orders, Reads reads, Paging paging, PersonalData personal) {
        this.orders = orders;
        this.reads = reads;
        this.paging = paging;
        this.personal = personal;
    }

    @GetMapping("/v1/orders/{id}")
    @RequiresScope(Scope.ORDERS_READ)
    Answer get(Call call) {
        Fields fields = Fields.of(call.params(), OrderResource.class);
        call.params().done();
        OrderId id = call.id(OrderId::new, "order");
        AccountId caller = call.account();
        Shown<Optional<OrderView>> shown =
                reads.one(call, OrderViews.CONSUMER, id, OrderState.class, () -> orders.find(id));
        OrderView view = shown.value()
                .filter(order -> order.isSeenBy(caller))
                .orElseThrow(() -> ApiException.notFound("There is no such order."));
        return Answer.ok(OrderResource.of(view, caller, personal))
                .version(view.version() + 1, view.updatedAt())
                .at(shown.at())
                .only(fields);
    }

    @GetMapping("/v1/orders")
    @RequiresScope(Scope.ORDERS_READ)
    Answer list(Call call) {
        OrderFilter filter = OrderFilters.read(call.params(), call.account());
        List<SortKey> sort = Paging.sort(call.params(), OrderFilters.SORTS);
        Paging.Wanted wanted = paging.readWithOffset(call);
        Fields fields = Fields.of(call.params(), OrderResource.class);
        call.params().done();
        PageRequest request = paging.request(wanted);
        Shown<Page<OrderView>> shown = reads.list(call, OrderViews.CONSUMER, () -> orders.list(filter, sort, request));
        return paging.answer(call, wanted, shown.value(), view -> OrderResource.of(view, filter.account(), personal))
                .at(shown.at())
                .only(fields);
    }
}
