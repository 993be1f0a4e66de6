package com.steveslist.infra.privacy;

import com.steveslist.infra.postgres.Pools;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where people's keys are, bound to {@code steveslist.keys.*}.
 *
 * @param url of the database of keys: JDBC. With {@code vault=hashicorp} it holds only the keys of uses
 * @param vault {@code database}, {@code hashicorp} or {@code aws-kms}
 * @param backupRetention how long backups of the vault are kept: certificates of erasure state it
 * @param certificateKey the file of the key that signs certificates; made when it is not there. The same on every node
 */
@ConfigurationProperties("steveslist.keys")
public record KeysProperties(
        String url,
        String user,
        String password,
        @DefaultValue("database") Vault vault,
        @DefaultValue("P30D") Duration backupRetention,
        @DefaultValue(".steveslist/certificate.key") Path certificateKey,
        @DefaultValue Hashicorp hashicorp,
        @DefaultValue AwsKms awsKms) {

    /** The kinds of vault. */
    public enum Vault {
        DATABASE,
        HASHICORP,
        AWS_KMS
    }

    public KeysProperties {
        Pools.requireUrl("steveslist.keys.url", url);
        if (backupRetention.isNegative()) {
            throw new IllegalArgumentException(
                    "steveslist.keys.backup-retention is " + backupRetention + ": give how long backups of the keys are kept, such as 30d");
        }
        switch (vault) {
            case DATABASE -> {}
            case HASHICORP -> hashicorp.require();
            case AWS_KMS -> awsKms.require();
        }
    }

    /**
     * HashiCorp Vault, or OpenBao: its key/value engine, version 2.
     *
     * @param address such as {@code https://vault.example:8200}
     * @param namespace of Vault Enterprise; null for none
     * @param mount where the engine is mounted
     * @param path below it, a secret a person
     * @param token to work with; or role and secret id, with which a token is asked for
     * @param timeout of one call
     */
    public record Hashicorp(
            @Nullable URI address,
            @Nullable String namespace,
            @DefaultValue("secret") String mount,
            @DefaultValue("steveslist/persons") String path,
            @Nullable String token,
            @Nullable String roleId,
            @Nullable String secretId,
            @DefaultValue("3s") Duration timeout) {

        void require() {
            if (address == null || address.getHost() == null) {
                throw new IllegalArgumentException("steveslist.keys.hashicorp.address is " + address
                        + ": give scheme, host and port, such as https://vault.example:8200");
            }
            if (token == null && (roleId == null || secretId == null)) {
                throw new IllegalArgumentException("steveslist.keys.hashicorp needs a token, or role-id and secret-id");
            }
        }

        @Override
        public String toString() {
            return "Hashicorp[" + address + "]";
        }
    }

    /**
     * AWS Key Management Service. Credentials are found as every AWS SDK finds them: environment, profile, web identity, instance.
     *
     * @param keyId id, ARN or alias of the symmetric key that wraps
     * @param region such as {@code eu-central-1}; null for what the SDK finds
     * @param endpoint another address than the region's own; null for that
     * @param timeout of one call
     */
    public record AwsKms(
            @Nullable String keyId, @Nullable String region, @Nullable URI endpoint, @DefaultValue("3s") Duration timeout) {

        void require() {
            if (keyId == null || keyId.isBlank()) {
                throw new IllegalArgumentException("steveslist.keys.aws-kms.key-id is empty: give the id, ARN or alias of a symmetric key");
            }
        }
    }

    @Override
    public String toString() {
        return "KeysProperties[" + vault.name().toLowerCase(Locale.ROOT) + ", " + url + "]";
    }
}
