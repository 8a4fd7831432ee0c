package io.leadfluss.lead;

import java.util.List;
import java.util.Map;

/** Implemented by every package that stores something about a lead, so that disclosure and erasure forget none. */
public interface PersonalData {

    /** What is stored, as rows to be shown to the lead (GDPR Art. 15); the title says what it is. */
    String title();

    List<Map<String, Object>> disclose(long leadId);

    /** Deletes all of it (GDPR Art. 17). Called in one transaction with all others. */
    void erase(long leadId);
}
