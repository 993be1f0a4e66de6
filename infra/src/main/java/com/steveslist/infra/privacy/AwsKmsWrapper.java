package com.steveslist.infra.privacy;

import com.steveslist.command.privacy.KeysUnavailableException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/**
 * Wraps keys with a key that never leaves AWS Key Management Service, bound to their owner by the encryption context. AWS rotates its key's
 * material by itself and opens what any former material has wrapped.
 */
final class AwsKmsWrapper implements KeyWrapper, AutoCloseable {

    private static final String CONTEXT = "steveslist-person";

    private final KmsClient client;
    private final String keyId;

    AwsKmsWrapper(KmsClient client, String keyId) {
        this.client = client;
        this.keyId = keyId;
    }

    @Override
    public String vaultKind() {
        return "aws-kms";
    }

    @Override
    public Wrapped newKey(String owner) {
        GenerateDataKeyWithoutPlaintextResponse made = call(() -> client.generateDataKeyWithoutPlaintext(
                request -> request.keyId(keyId).keySpec(DataKeySpec.AES_256).encryptionContext(Map.of(CONTEXT, owner))));
        return new Wrapped(made.ciphertextBlob().asByteArray(), "aws-kms " + made.keyId());
    }

    @Override
    public byte[] unwrap(String owner, Wrapped wrapped) {
        try {
            return Objects.requireNonNull(call(() -> client.decrypt(request -> request
                    .keyId(keyId)
                    .ciphertextBlob(SdkBytes.fromByteArray(wrapped.bytes()))
                    .encryptionContext(Map.of(CONTEXT, owner)))).plaintext()).asByteArray();
        } catch (InvalidCiphertextException e) {
            throw new IllegalStateException(
                    "the key of " + owner + " was not wrapped for it by this key of AWS KMS (" + wrapped.by() + ")");
        }
    }

    /** The SDK's messages name requests and keys, never what is in them. */
    private static <T> T call(Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidCiphertextException e) {
            throw e;
        } catch (SdkException e) {
            throw new KeysUnavailableException("AWS KMS cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
