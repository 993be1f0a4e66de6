/** GraphQL as its clients see it. */
@NullMarked
package com.steveslist.api.graphql;

import org.jspecify.annotations.NullMarked;
