package io.leadfluss.mail.sender;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;

/** What a receiver that knows nothing of our signer (Apache James jDKIM) says about a mail. */
public record DkimVerdict(List<SignatureRecord> signatures, String failure) {

    /** @param record what the DNS holds for the selector */
    public static DkimVerdict on(byte[] mail, String record) {
        try {
            List<SignatureRecord> signatures = new DKIMVerifier((methods, selector, domain) -> List.of(record)).verify(new ByteArrayInputStream(mail));
            return new DkimVerdict(signatures == null ? List.of() : signatures, null);
        } catch (FailException e) {
            return new DkimVerdict(List.of(), e.getMessage());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public boolean valid() {
        return failure == null && signatures.size() == 1;
    }
}
