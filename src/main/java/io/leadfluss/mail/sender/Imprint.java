package io.leadfluss.mail.sender;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Who a company is, as the law wants it to stand in its mails (DDG § 5, GmbHG § 35a, AktG § 80, HGB §§ 37a, 125a, 177a).
 *
 * @param representative those who act for the company: all managing directors, or the whole board
 * @param vatId the number, or {@code none} when the company has none
 * @param supervisoryChair who chairs the supervisory board
 * @param generalPartner the company that is personally liable, with its seat, register and managing directors
 */
public record Imprint(String company, String legalForm, String representative, String street, String city, String country, String email, String phone,
        String registerCourt, String registerNumber, String vatId, String supervisoryChair, String generalPartner) {

    private static final String NONE = "none";
    private static final Set<String> WITHOUT_REGISTER = Set.of("einzelunternehmen", "einzelunternehmer", "freiberufler", "gbr", "partg");
    private static final Set<String> WITHOUT_REPRESENTATIVE = Set.of("einzelunternehmen", "einzelunternehmer", "freiberufler", "e. k.", "e.k.",
            "e. kfm.", "e. kfr.");
    private static final Set<String> WITH_SUPERVISORY_BOARD = Set.of("ag", "kgaa", "se", "eg");
    private static final Pattern POST_OFFICE_BOX = Pattern.compile("(?iu).*\\b(postfach|p\\.?\\s?o\\.?\\s?box)\\b.*");

    public Imprint {
        // A profile of nothing but gaps is what a fresh installation has.
        company = kept(company);
        legalForm = kept(legalForm);
        representative = kept(representative);
        street = kept(street);
        city = kept(city);
        country = kept(country);
        email = kept(email);
        phone = kept(phone);
        registerCourt = kept(registerCourt);
        registerNumber = kept(registerNumber);
        vatId = kept(vatId);
        supervisoryChair = kept(supervisoryChair);
        generalPartner = kept(generalPartner);
    }

    /** The settings, named as below {@code leadfluss.mail.sender}, without which no mail may go to a lead. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        String form = legalForm.toLowerCase(Locale.ROOT);
        need(missing, "company", company);
        need(missing, "legal-form", legalForm);
        need(missing, "street", POST_OFFICE_BOX.matcher(street).matches() ? "" : street);
        need(missing, "city", city);
        need(missing, "email", email);
        need(missing, "phone", phone);
        need(missing, "vat-id", vatId);
        if (!WITHOUT_REPRESENTATIVE.contains(form)) {
            need(missing, "representative", representative);
        }
        if (!WITHOUT_REGISTER.contains(form)) {
            need(missing, "register-court", registerCourt);
            need(missing, "register-number", registerNumber);
        }
        if (WITH_SUPERVISORY_BOARD.contains(form)) {
            need(missing, "supervisory-chair", supervisoryChair);
        }
        if (form.contains("& co")) {
            need(missing, "general-partner", generalPartner);
        }
        return missing;
    }

    /** Company and legal form, without naming the form twice. */
    public String fullName() {
        return company.isEmpty() || legalForm.isEmpty() || company.endsWith(legalForm)
                || WITHOUT_REGISTER.contains(legalForm.toLowerCase(Locale.ROOT))
                ? company : company + " " + legalForm;
    }

    /** What a template may show, without the gaps. */
    public Map<String, String> words() {
        Map<String, String> words = new TreeMap<>();
        words.put("company", fullName());
        words.put("representative", representative);
        words.put("street", street);
        words.put("city", city);
        words.put("country", country);
        words.put("email", email);
        words.put("phone", phone);
        words.put("registerCourt", registerCourt);
        words.put("registerNumber", registerNumber);
        words.put("vatId", vatId.equals(NONE) ? "" : vatId);
        words.put("supervisoryChair", supervisoryChair);
        words.put("generalPartner", generalPartner);
        words.values().removeIf(String::isEmpty);
        return words;
    }

    private static void need(List<String> missing, String setting, String value) {
        if (value.isEmpty()) {
            missing.add(setting);
        }
    }

    private static String kept(String value) {
        return value == null ? "" : value.strip();
    }
}
