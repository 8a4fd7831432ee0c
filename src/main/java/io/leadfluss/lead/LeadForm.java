package io.leadfluss.lead;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A lead's data as staff edits it, with the version of the lead that was edited. */
public record LeadForm(int version, @NotNull Kind kind, @Size(max = 20) String salutation, @Size(max = 100) String firstName,
        @Size(max = 100) String lastName, @Size(max = 150) String jobTitle, @Size(max = 40) @Pattern(regexp = "[0-9 +()/.-]*") String phone,
        @Size(max = 200) String directContact, @Size(max = 200) String company, @Size(max = 200) String street, @Size(max = 20) String postalCode,
        @Size(max = 100) String city, @Pattern(regexp = "([A-Za-z]{2})?") String country, @Pattern(regexp = "[a-z]{2}") String language,
        @NotNull String timeZone) {

    static LeadForm of(Lead lead) {
        return new LeadForm(lead.version(), lead.kind(), lead.salutation(), lead.firstName(), lead.lastName(), lead.jobTitle(), lead.phone(),
                lead.directContact(), lead.company() == null ? null : lead.company().name(), lead.street(), lead.postalCode(), lead.city(),
                lead.country(), lead.language(), lead.timeZone());
    }

    Profile profile() {
        Map<String, String> values = new TreeMap<>();
        values.put("salutation", salutation);
        values.put("firstName", firstName);
        values.put("lastName", lastName);
        values.put("jobTitle", jobTitle);
        values.put("phone", phone);
        values.put("directContact", directContact);
        values.put("company", company);
        values.put("street", street);
        values.put("postalCode", postalCode);
        values.put("city", city);
        values.put("country", country == null ? null : country.toUpperCase(Locale.ROOT));
        values.put("language", language);
        values.put("timeZone", timeZone);
        return Profile.of(values);
    }
}
