package com.steveslist.twin.jpa;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface Listings extends JpaRepository<Listing, UUID> {}
