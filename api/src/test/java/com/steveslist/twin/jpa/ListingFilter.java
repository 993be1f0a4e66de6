package com.steveslist.twin.jpa;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/** Which listings are wanted; null means any. What is not public is seen by its seller only. */
record ListingFilter(@Nullable String category, @Nullable Long minPrice, @Nullable Long maxPrice, @Nullable String viewer)
        implements Specification<Listing> {

    private static final long serialVersionUID = 1;

    @Override
    public Predicate toPredicate(Root<Listing> listing, @Nullable CriteriaQuery<?> query, CriteriaBuilder criteria) {
        List<Predicate> all = new ArrayList<>();
        Predicate isPublic = listing.get("status").in("published", "sold_out");
        all.add(viewer == null ? isPublic : criteria.or(isPublic, criteria.equal(listing.get("sellerId"), viewer)));
        if (category != null) {
            all.add(criteria.equal(listing.get("category"), category));
        }
        if (minPrice != null) {
            all.add(criteria.greaterThanOrEqualTo(listing.get("priceAmount"), minPrice));
        }
        if (maxPrice != null) {
            all.add(criteria.lessThanOrEqualTo(listing.get("priceAmount"), maxPrice));
        }
        return criteria.and(all.toArray(new Predicate[0]));
    }
}
