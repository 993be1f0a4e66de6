package com.steveslist.api.graphql;

import com.steveslist.api.input.Params;
import com.steveslist.api.timetravel.Past;
import com.steveslist.query.history.Moment;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingEnvironmentImpl;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fields that take {@code asOf}: they, and everything below them, are as they were at that moment. */
@Component
public final class PastFields {

    private static final String ARGUMENT = "asOf";

    private final Past past;

    PastFields(Past past) {
        this.past = past;
    }

    /** The moment that a field is asked for as of, by itself or by one above it; null for now. */
    public static @Nullable Moment momentOf(DataFetchingEnvironment field) {
        return field.getLocalContext() instanceof Moment moment ? moment : null;
    }

    /** The field, with the argument {@code asOf}. Throws {@code invalid_request} when there is no such moment. */
    public DataFetcher<@Nullable Object> asOf(DataFetcher<?> fetcher) {
        return field -> {
            Object text = field.getArgument(ARGUMENT);
            if (text == null) {
                return fetcher.get(field);
            }
            Params params = Params.of(Map.of(ARGUMENT, List.of(text.toString())));
            Moment moment = past.find(past.read(params, ARGUMENT));
            params.done();
            DataFetchingEnvironment then =
                    DataFetchingEnvironmentImpl.newDataFetchingEnvironment(field).localContext(moment).build();
            Object found = fetcher.get(then);
            return found instanceof CompletionStage<?> later ? later.thenApply(thing -> at(moment, thing)) : at(moment, found);
        };
    }

    private static DataFetcherResult<@Nullable Object> at(@Nullable Moment moment, @Nullable Object thing) {
        return DataFetcherResult.<@Nullable Object>newResult().data(thing).localContext(moment).build();
    }
}
