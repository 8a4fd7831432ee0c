package io.leadfluss.mail.sender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;

/** A fresh RSA key: its private half in a file, its public half as the DNS has it. */
public record TestKey(Path file, KeyPair pair) {

    public static TestKey in(Path folder, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            KeyPair pair = generator.generateKeyPair();
            return new TestKey(pem(Files.createTempFile(folder, "dkim", ".pem"), "PRIVATE KEY", pair.getPrivate().getEncoded()), pair);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same key in the form that older tools write: PKCS#8 without what it has before the key. */
    Path olderForm() {
        byte[] encoded = pair.getPrivate().getEncoded();
        return pem(file.resolveSibling("older.pem"), "RSA PRIVATE KEY", Arrays.copyOfRange(encoded, 26, encoded.length));
    }

    public String record() {
        return "v=DKIM1; k=rsa; p=" + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    private static Path pem(Path file, String kind, byte[] bytes) {
        try {
            return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                    + "\n-----END " + kind + "-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
