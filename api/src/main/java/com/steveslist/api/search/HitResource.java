package com.steveslist.api.search;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.steveslist.api.listing.ListingResource;
import java.util.List;
import java.util.Map;

/**
 * A listing with how well it fits.
 *
 * @param highlights by field, fragments with {@code <em>} around what fits; HTML-escaped
 */
record HitResource(@JsonUnwrapped ListingResource listing, double score, Map<String, List<String>> highlights) {}
