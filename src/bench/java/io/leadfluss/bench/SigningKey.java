package io.leadfluss.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;

/** A DKIM key that is as long as one should be, made for this run. */
record SigningKey(PrivateKey key, Path pem) {

    static final String SELECTOR = "bench";
    static final String DOMAIN = "muster.example";

    static SigningKey make(Path folder) throws GeneralSecurityException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        PrivateKey key = generator.generateKeyPair().getPrivate();
        Path pem = Files.writeString(folder.resolve("dkim.pem"), "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n");
        return new SigningKey(key, pem);
    }
}
