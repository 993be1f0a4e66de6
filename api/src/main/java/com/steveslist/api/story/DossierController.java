package com.steveslist.api.story;

import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Download;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.Media;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.security.Scope;
import com.steveslist.api.story.Dossiers.Made;
import com.steveslist.query.story.Dossier;
import com.steveslist.query.story.DossierFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code GET /v1/orders/{id}/dossier}: the whole story with its proofs, for programs or, as a page, for people. */
@Controller
final class DossierController {

    private static final String HTML = "text/html";
    private static final long LARGEST = 1_000_000_000_000_000L;

    private final Dossiers dossiers;

    DossierController(Dossiers dossiers) {
        this.dossiers = dossiers;
    }

    @GetMapping("/v1/orders/{id}/dossier")
    @RequiresScope(Scope.AUDIT_READ)
    Answer dossier(Call call) {
        Long head = head(call);
        Fields fields = Fields.of(call.params(), Dossier.class);
        call.params().done();
        Made made = dossiers.make(call, head);
        return Answer.ok(made.dossier()).at(made.at()).caching(Caching.NEVER).only(fields);
    }

    /** The same as a page. Chosen by {@code Accept}. */
    @GetMapping(path = "/v1/orders/{id}/dossier", produces = HTML)
    @RequiresScope(Scope.AUDIT_READ)
    @Media(gives = HTML)
    Download page(Call call) {
        Long head = head(call);
        call.params().done();
        return new Download(HTML + ";charset=utf-8", "dossier.html", true, start -> {
            Made made = dossiers.make(call, head);
            start.at(made.at()).write(DossierFiles.html(made.dossier()));
        });
    }

    private static @Nullable Long head(Call call) {
        return call.params().whole("head", 1, LARGEST);
    }
}
