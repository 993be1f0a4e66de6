package com.steveslist.command.privacy;

/** Port: signs certificates with an Ed25519 key that lies outside of every database. */
public interface CertificateSigner {

    /** Names the key that signs now. */
    String keyId();

    /** 64 bytes. */
    byte[] sign(byte[] message);

    /** The public half in its usual form (X.509 SubjectPublicKeyInfo), so that anybody can check what was signed. */
    byte[] publicKey();
}
