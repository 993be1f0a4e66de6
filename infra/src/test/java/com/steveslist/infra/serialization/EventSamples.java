package com.steveslist.infra.serialization;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.access.AccessEvent;
import com.steveslist.events.access.AccessId;
import com.steveslist.events.account.AccountEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.account.ApiKeyId;
import com.steveslist.events.account.ErasureCertificate;
import com.steveslist.events.account.ErasureDemand;
import com.steveslist.events.account.ErasureId;
import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.checkout.CheckoutEvent;
import com.steveslist.events.checkout.CheckoutFailure;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.checkout.ShippingAddress;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.order.OrderItem;
import com.steveslist.events.payment.PaymentEvent;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.privacy.EncryptedText;
import com.steveslist.events.refund.RefundEvent;
import com.steveslist.events.refund.RefundId;
import com.steveslist.events.staff.StaffEvent;
import com.steveslist.events.staff.StaffId;
import com.steveslist.events.staff.StaffRole;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One event of every type in the catalogue, with every component set, the same on every run. */
public final class EventSamples {

    public static final AccountId SELLER = new AccountId("acct_01jd3z00000000000000000001");
    public static final AccountId BUYER = new AccountId("acct_01jd3z00000000000000000002");
    public static final ListingId LISTING = new ListingId("lst_01jd3z00000000000000000003");
    public static final CheckoutId CHECKOUT = new CheckoutId("chk_01jd3z00000000000000000004");
    public static final OrderId ORDER = new OrderId("ord_01jd3z00000000000000000005");
    public static final PaymentId PAYMENT = new PaymentId("pay_01jd3z00000000000000000006");
    public static final RefundId REFUND = new RefundId("ref_01jd3z00000000000000000007");
    public static final ApiKeyId API_KEY = new ApiKeyId("key_01jd3z00000000000000000008");
    public static final ErasureId ERASURE = new ErasureId("ers_01jd3z00000000000000000009");
    public static final AccessId ACCESS = new AccessId("acs_01jd3z00000000000000000009");
    public static final Money PRICE = Money.of(129_900, "usd");

    private static final Instant LATER = Instant.parse("2026-11-30T12:34:56.789Z");

    private EventSamples() {}

    /** The sample of a type. A type without one is a test's failure: every event that can be stored is tried here. */
    public static DomainEvent of(String type) {
        DomainEvent sample = ALL.stream()
                .filter(event -> EventCatalog.typeOf(event).name().equals(type)).findFirst().orElse(null);
        if (sample == null) {
            throw new AssertionError("EventSamples has no " + type + ": add one");
        }
        return sample;
    }

    private static final ListingDetails DETAILS = new ListingDetails(
            "Second-hand TV \u201eZ\u00fcrich\u201c \ud83d\udcfa",
            "Works.\nNo \"remote\".",
            "electronics",
            List.of("TV", "Second-Hand"),
            PRICE,
            "US",
            "San Francisco",
            37.7749,
            -122.4194,
            Map.of("size", "42", "brand", "Acme"),
            List.of("pho_1"));

    private static final ShippingAddress ADDRESS = new ShippingAddress(
            secret("name"), secret("line1"), secret("line2"), secret("city"), secret("state"), secret("postal"), "US");

    private static final OrderItem ITEM = new OrderItem(
            LISTING, "Second-hand TV", 2, PRICE, "electronics", List.of("TV"), "US", "San Francisco");

    private static final List<CheckoutEvent.SellerOrder> ORDERS = List.of(new CheckoutEvent.SellerOrder(ORDER, SELLER));

    private static final List<DomainEvent> ALL = List.of(
            new AccountEvent.Registered(SELLER, secret("email"), secret("name")),
            new AccountEvent.Changed(
                    SELLER, new AccountEvent.Profile(secret("name"), secret("city"), "CH", "de-CH", "Europe/Zurich")),
            new AccountEvent.ErasureRequested(SELLER, ERASURE, ErasureDemand.STAFF, "request 17"),
            new AccountEvent.ErasureRefused(SELLER, ERASURE, List.of("order " + ORDER.value())),
            new AccountEvent.Erased(SELLER, new ErasureCertificate(ERASURE, SELLER, ErasureDemand.STAFF, "request 17", LATER, LATER,
                    Map.of("sessions", 2L, "api_keys", 1L), "database/" + SELLER.value(), "P30D", "key-1", "c2lnbmF0dXJl")),
            new AccountEvent.ApiKeyCreated(API_KEY, SELLER, secret("key name"), Set.of("orders", "account", "listings")),
            new AccountEvent.ApiKeyRevoked(API_KEY, SELLER),
            new ListingEvent.Drafted(LISTING, SELLER, DETAILS, 3),
            new ListingEvent.Published(LISTING),
            new ListingEvent.Changed(LISTING, DETAILS, 4),
            new ListingEvent.Reserved(LISTING, CHECKOUT, BUYER, SELLER, ITEM),
            new ListingEvent.Released(LISTING, CHECKOUT, 2),
            new ListingEvent.Sold(LISTING, CHECKOUT, ORDER, 2),
            new ListingEvent.SoldOut(LISTING),
            new ListingEvent.Returned(LISTING, ORDER, 2),
            new ListingEvent.Withdrawn(LISTING),
            new ListingEvent.Removed(LISTING, "counterfeit"),
            new CheckoutEvent.Started(CHECKOUT, BUYER, PAYMENT, List.of(new CheckoutEvent.Line(LISTING, 2, PRICE)), "pm_card_ok", ADDRESS,
                    PRICE.times(2)),
            new CheckoutEvent.LineRejected(CHECKOUT, LISTING, CheckoutFailure.OUT_OF_STOCK, "1 left"),
            new CheckoutEvent.Priced(CHECKOUT, BUYER, ORDERS, PRICE.times(2)),
            new CheckoutEvent.Paid(CHECKOUT, PAYMENT),
            new CheckoutEvent.Completed(CHECKOUT, BUYER, PAYMENT, ORDERS, PRICE.times(2)),
            new CheckoutEvent.Failed(CHECKOUT, BUYER, CheckoutFailure.CARD_DECLINED, "the bank said no"),
            new OrderEvent.Placed(ORDER, CHECKOUT, BUYER, SELLER, PAYMENT, List.of(ITEM), PRICE.times(2), ADDRESS),
            new OrderEvent.Confirmed(ORDER, CHECKOUT, LATER),
            new OrderEvent.Shipped(ORDER, "DHL", "1Z999"),
            new OrderEvent.Delivered(ORDER, LATER),
            new OrderEvent.Completed(ORDER),
            new OrderEvent.Cancelled(ORDER, CHECKOUT, OrderEvent.CancelledBy.SHIPPING_DEADLINE, secret("reason"),
                    List.of(new OrderEvent.StockReturn(LISTING, 2))),
            new PaymentEvent.Requested(PAYMENT, CHECKOUT.value(), BUYER, PRICE, "pm_card_ok"),
            new PaymentEvent.Authorized(PAYMENT, CHECKOUT.value(), PRICE, "sp_auth_1"),
            new PaymentEvent.Declined(PAYMENT, CHECKOUT.value(), "card_declined"),
            new PaymentEvent.Captured(PAYMENT, CHECKOUT.value(), PRICE),
            new PaymentEvent.Failed(PAYMENT, CHECKOUT.value(), "capture_failed"),
            new PaymentEvent.Voided(PAYMENT, CHECKOUT.value()),
            new PaymentEvent.Refunded(PAYMENT, CHECKOUT.value(), ORDER, REFUND, PRICE),
            new RefundEvent.Requested(REFUND, ORDER, PAYMENT, BUYER, SELLER, PRICE, secret("reason")),
            new RefundEvent.Succeeded(REFUND, ORDER, PRICE),
            new RefundEvent.Failed(REFUND, ORDER, PRICE, "card_refund_fails"),
            new RefundEvent.Retried(REFUND, ORDER, PAYMENT, PRICE, 2),
            new StaffEvent.Granted(StaffId.of(SELLER), SELLER, StaffRole.AUDITOR),
            new StaffEvent.Revoked(StaffId.of(SELLER), SELLER, StaffRole.AUDITOR),
            new AccessEvent.Recorded(ACCESS, BUYER, SELLER, "GET /v1/audit/events"),
            new AccessEvent.BulkRecorded(ACCESS, SELLER, "GET /v1/audit/events"));

    private static EncryptedText secret(String what) {
        return new EncryptedText("enc1." + BUYER.value() + "." + what.replace(' ', '_'));
    }
}
