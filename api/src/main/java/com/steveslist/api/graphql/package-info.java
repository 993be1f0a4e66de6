/**
 * GraphQL at {@code /graphql}: the doors it has, what a query may cost, how errors and rejections look, how many things are read at once, and
 * how a mutation becomes the call of REST that does the same. What each noun shows stands with the noun.
 */
@NullMarked
package com.steveslist.api.graphql;

import org.jspecify.annotations.NullMarked;
