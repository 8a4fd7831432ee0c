package io.leadfluss.mail.sender;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The private half of a DKIM key, from a PEM file as OpenSSL and opendkim-genkey write it. */
record DkimKey(RSAPrivateCrtKey key) {

    private static final Pattern PEM = Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (RSA )?PRIVATE KEY-----");
    /** What PKCS#8 has before a key in the older form of PKCS#1: version 0 and the name of RSA. */
    private static final byte[] VERSION_AND_RSA = {2, 1, 0, 0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0};
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 4;
    /** RFC 8301: shorter ones must not be used. */
    private static final int SHORTEST = 1024;

    /** @throws IllegalArgumentException saying what is wrong with the file */
    static DkimKey read(Path file) {
        try {
            Matcher pem = PEM.matcher(Files.readString(file));
            if (!pem.find()) {
                throw new IllegalArgumentException("The DKIM key " + file + " is no private key in PEM: make one by 'openssl genrsa -out "
                        + file + " 2048'");
            }
            byte[] bytes = Base64.getMimeDecoder().decode(pem.group(2));
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(pem.group(1) == null ? bytes : pkcs8(bytes)));
            if (key.getModulus().bitLength() < SHORTEST) {
                throw new IllegalArgumentException("The DKIM key " + file + " has " + key.getModulus().bitLength() + " bits: receivers want 2048");
            }
            return new DkimKey(key);
        } catch (IOException e) {
            throw new IllegalArgumentException("The DKIM key " + file + " cannot be read: " + e.getClass().getSimpleName(), e);
        } catch (GeneralSecurityException | ClassCastException e) {
            throw new IllegalArgumentException("The DKIM key " + file + " is no RSA key", e);
        }
    }

    int bits() {
        return key.getModulus().bitLength();
    }

    /** The public half as the DNS has it under {@code p=}. */
    String published() {
        try {
            return Base64.getEncoder().encodeToString(KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Length of a public key as the DNS has it; empty when it is none. */
    static Optional<Integer> bits(String published) {
        try {
            return Optional.of(((RSAPublicKey) KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(published)))).getModulus().bitLength());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] pkcs8(byte[] pkcs1) throws IOException {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        parts.write(VERSION_AND_RSA);
        parts.write(tagged(OCTETS, pkcs1));
        return tagged(SEQUENCE, parts.toByteArray());
    }

    private static byte[] tagged(int tag, byte[] content) throws IOException {
        ByteArrayOutputStream tagged = new ByteArrayOutputStream();
        tagged.write(tag);
        if (content.length < 128) {
            tagged.write(content.length);
        } else {
            byte[] length = BigInteger.valueOf(content.length).toByteArray();
            int skipped = length[0] == 0 ? 1 : 0;
            tagged.write(0x80 | length.length - skipped);
            tagged.write(length, skipped, length.length - skipped);
        }
        tagged.write(content);
        return tagged.toByteArray();
    }
}
