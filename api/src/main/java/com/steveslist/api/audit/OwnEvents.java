package com.steveslist.api.audit;

import com.steveslist.api.http.Json;
import com.steveslist.api.security.ApiKeys;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.audit.HistoryFilter;
import com.steveslist.query.audit.PastEvent;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Every event of which somebody is a party, as that person sees it, for a copy of all that is held about them. */
@Component
public final class OwnEvents {

    private static final int PAGE = 1_000;

    private final Histories histories;
    private final AccessLog log;
    private final PersonalData personal;
    private final ApiKeys keys;

    OwnEvents(Histories histories, AccessLog log, PersonalData personal, ApiKeys keys) {
        this.histories = histories;
        this.log = log;
        this.personal = personal;
        this.keys = keys;
    }

    /** What is done with an event. */
    @FunctionalInterface
    public interface Work {

        void with(JsonNode event) throws IOException;
    }

    /** Hands them out in the order of positions, a page in memory at a time. @return the position up to which they are */
    public LogPosition each(AccountId account, Work work) throws IOException {
        LogPosition end = histories.end(null);
        Viewer viewer = new Viewer(account, false);
        HistoryFilter filter = HistoryFilter.seenBy(account);
        List<PastEvent> page = histories.find(filter, 1, end.position(), false, PAGE);
        while (!page.isEmpty()) {
            PastEvents events = new PastEvents(viewer, new Discretion(personal, viewer, Discretion.Extent.OWN), keys, null);
            for (PastEvent event : page) {
                work.with(Json.tree(events.show(event)));
            }
            page = page.size() < PAGE
                    ? List.of()
                    : histories.findMore(filter, page.getLast().position() + 1, end.position(), false, PAGE);
        }
        return end;
    }

    /** Hands out every look of the staff at the person's values, likewise. */
    public void eachLook(AccountId account, Work work) throws IOException {
        LogPosition end = histories.end(null);
        long from = log.signedUp(account, end);
        List<PastEvent> page = log.find(account, from, end.position(), false, PAGE);
        while (!page.isEmpty()) {
            for (PastEvent look : page) {
                work.with(Json.tree(AccessResource.of(look)));
            }
            page = page.size() < PAGE
                    ? List.of()
                    : log.find(account, page.getLast().position() + 1, end.position(), false, PAGE);
        }
    }
}
