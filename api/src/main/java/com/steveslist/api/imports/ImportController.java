package com.steveslist.api.imports;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.Media;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.imports.Receiver.Received;
import com.steveslist.api.paging.Paging;
import com.steveslist.api.security.Scope;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /v1/imports}: for their owner, and nobody else. */
@Controller
final class ImportController {

    private final Imports imports;
    private final ImportErrors errors;
    private final Receiver receiver;
    private final ImportEnds ends;
    private final Paging paging;

    ImportController(
            Imports imports, ImportErrors errors, Receiver receiver, ImportEnds ends, Paging paging) {
        this.imports = imports;
        this.errors = errors;
        this.receiver = receiver;
        this.ends = ends;
        this.paging = paging;
    }

    @PostMapping("/v1/imports")
    @RequiresScope(Scope.LISTINGS_WRITE)
    @Media(takes = {ImportFormat.NDJSON_TYPE, ImportFormat.CSV_TYPE})
    Answer create(Call call) {
        call.params().done();
        Duration patience = call.preferredWait();
        if (!call.hasBody()) {
            throw Receiver.nothing();
        }
        Received received = receiver.receive(call, ImportFormat.of(call.contentType()));
        Import latest = patience == null ? received.what() : ends.await(received.what(), patience);
        Answer answer = Answer.created(call.origin() + "/v1/imports/" + latest.id(), ImportResource.of(latest))
                .version(latest.version(), latest.updatedAt())
                .at(latest.at())
                .replayed(received.replayed());
        return patience == null ? answer : answer.header("Preference-Applied", "wait=" + patience.toSeconds());
    }

    @GetMapping("/v1/imports")
    @RequiresScope(Scope.LISTINGS_WRITE)
    Answer list(Call call) {
        Paging.Wanted wanted = paging.read(call);
        Fields fields = Fields.of(call.params(), ImportResource.class);
        call.params().done();
        PageRequest request = paging.request(wanted);
        Cursor after = request.after();
        List<Import> rows = imports.list(call.account(), after == null ? null : after.keys().getFirst(), wanted.limit() + 1);
        Page<Import> page = page(rows, wanted.limit(), row -> row.id().value());
        LogPosition at = page.items().stream().map(Import::at).max(LogPosition::compareTo).orElse(LogPosition.START);
        return paging.answer(call, wanted, page, ImportResource::of).at(at).only(fields);
    }

    @GetMapping("/v1/imports/{id}")
    @RequiresScope(Scope.LISTINGS_WRITE)
    Answer get(Call call) {
        Fields fields = Fields.of(call.params(), ImportResource.class);
        call.params().done();
        return shown(find(call)).only(fields);
    }

    @GetMapping("/v1/imports/{id}/errors")
    @RequiresScope(Scope.LISTINGS_WRITE)
    Answer errors(Call call) {
        Paging.Wanted wanted = paging.read(call);
        Fields fields = Fields.of(call.params(), RowFailure.class);
        call.params().done();
        Import known = find(call);
        PageRequest request = paging.request(wanted);
        Cursor after = request.after();
        int row = after == null ? 0 : Integer.parseInt(String.valueOf(after.keys().getFirst()));
        List<RowFailure> rows = errors.list(known.id(), row, wanted.limit() + 1);
        return paging.answer(call, wanted, page(rows, wanted.limit(), failure -> String.valueOf(failure.row())), Function.identity())
                .at(known.at())
                .only(fields);
    }

    @PostMapping("/v1/imports/{id}/cancel")
    @RequiresScope(Scope.LISTINGS_WRITE)
    Answer cancel(Call call) {
        call.params().done();
        call.noBody();
        ImportId id = id(call);
        return shown(imports.cancel(id, call.account()).orElseGet(() -> ended(find(call))));
    }

    private static Import ended(Import known) {
        if (known.status() != ImportStatus.CANCELLED) {
            throw ApiException.of(
                    ErrorCode.INVALID_STATE, "This import has ended already: it is " + known.status().code() + ".");
        }
        return known;
    }

    private Import find(Call call) {
        return imports.find(id(call), call.account()).orElseThrow(() -> ApiException.notFound("There is no such import."));
    }

    private static ImportId id(Call call) {
        return call.id(ImportId::new, "import");
    }

    private static Answer shown(Import known) {
        return Answer.ok(ImportResource.of(known)).version(known.version(), known.updatedAt()).at(known.at());
    }

    /** @param rows one more than the page has when there are more */
    static <T> Page<T> page(List<T> rows, int limit, Function<T, String> key) {
        boolean more = rows.size() > limit;
        List<T> items = more ? rows.subList(0, limit) : rows;
        return new Page<>(items, more ? new Cursor(List.of(key.apply(items.getLast()))) : null, null, null);
    }
}
