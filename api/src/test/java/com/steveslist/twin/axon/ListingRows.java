package com.steveslist.twin.axon;

import org.springframework.data.jpa.repository.JpaRepository;

interface ListingRows extends JpaRepository<ListingRow, String> {}
