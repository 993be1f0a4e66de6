package com.steveslist.twin.jpa;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

interface Listings extends JpaRepository<Listing, UUID>, JpaSpecificationExecutor<Listing> {}
