package com.steveslist.twin.shared;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface ApiKeys extends JpaRepository<ApiKey, String> {

    Optional<ApiKey> findBySecretHashAndRevokedAtIsNull(String secretHash);
}
