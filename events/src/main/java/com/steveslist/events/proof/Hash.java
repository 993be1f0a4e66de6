package com.steveslist.events.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** A SHA-256 of the tree: of a leaf, of a node over two others, or of the empty tree. Equal when its 32 bytes are. */
public final class Hash {

    /** The length of each, in bytes. */
    public static final int BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Hash::newSha256);

    /** The root of a tree without leaves. */
    public static final Hash EMPTY = new Hash(newSha256().digest());

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Of an event as {@link Leaf#encode} writes it. The prefix keeps a leaf from passing for a node. */
    public static Hash ofLeaf(byte[] leaf) {
        return ofLeaf(leaf, 0, leaf.length);
    }

    public static Hash ofLeaf(byte[] buffer, int offset, int length) {
        MessageDigest sha = SHA_256.get();
        sha.update(LEAF);
        sha.update(buffer, offset, length);
        return new Hash(sha.digest());
    }

    public static Hash ofNode(Hash left, Hash right) {
        MessageDigest sha = SHA_256.get();
        sha.update(NODE);
        sha.update(left.bytes);
        sha.update(right.bytes);
        return new Hash(sha.digest());
    }

    /** Throws {@link IllegalArgumentException} unless there are 32 bytes from the offset on. */
    public static Hash of(byte[] bytes, int offset) {
        if (offset < 0 || bytes.length - offset < BYTES) {
            throw new IllegalArgumentException("a hash has " + BYTES + " bytes");
        }
        return new Hash(Arrays.copyOfRange(bytes, offset, offset + BYTES));
    }

    /** Throws {@link IllegalArgumentException} unless it is the base64 of 32 bytes. */
    public static Hash ofBase64(String text) {
        byte[] decoded = Base64.getDecoder().decode(text);
        if (decoded.length != BYTES) {
            throw new IllegalArgumentException("a hash has " + BYTES + " bytes");
        }
        return new Hash(decoded);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** Puts its bytes into a buffer. */
    public void writeTo(byte[] buffer, int offset) {
        System.arraycopy(bytes, 0, buffer, offset, BYTES);
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** A line for each: the word, a blank, the hash in base64. */
    static String lines(String word, List<Hash> hashes) {
        return hashes.stream().map(hash -> word + " " + hash.base64() + "\n").collect(Collectors.joining());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** In hexadecimal. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
