package io.leadfluss.lead;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A person who may become a customer. Until it confirmed its address it is unconfirmed: nothing but the check mail may touch it. */
@Entity
@Table(name = "leads")
public class Lead {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "lead_seq")
    @SequenceGenerator(name = "lead_seq", sequenceName = "lead_seq", allocationSize = 50)
    private Long id;
    @Version
    private int version;
    private String email;
    private String emailKey;
    private String salutation;
    private String firstName;
    private String lastName;
    private String jobTitle;
    private String phone;
    private Instant phoneWrongSince;
    private String directContact;
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "company_id")
    private Company company;
    private String street;
    private String postalCode;
    private String city;
    private String country;
    private String language;
    private String timeZone;
    @Enumerated(EnumType.STRING)
    private Kind kind;
    @Enumerated(EnumType.STRING)
    private Origin origin;
    private String source;
    private String campaign;
    @Enumerated(EnumType.STRING)
    private Stage stage;
    private Instant stageSince;
    private int bar;
    private Instant createdAt;
    private Instant confirmedAt;
    private Instant lastActiveAt;
    @ElementCollection
    @CollectionTable(name = "lead_field", joinColumns = @JoinColumn(name = "lead_id"))
    @MapKeyColumn(name = "name")
    @Column(name = "value")
    private Map<String, String> fields = new HashMap<>();

    protected Lead() {
    }

    /** Takes over what was told and keeps what was not. */
    void tell(Profile told, Company companyOfLead) {
        salutation = or(told.salutation(), salutation);
        firstName = or(told.firstName(), firstName);
        lastName = or(told.lastName(), lastName);
        jobTitle = or(told.jobTitle(), jobTitle);
        phoneIs(or(told.phone(), phone));
        directContact = or(told.directContact(), directContact);
        street = or(told.street(), street);
        postalCode = or(told.postalCode(), postalCode);
        city = or(told.city(), city);
        country = or(told.country(), country);
        language = or(told.language(), language);
        timeZone = or(told.timeZone(), timeZone);
        company = or(companyOfLead, company);
        fields.putAll(told.fields());
    }

    /** Takes over what staff corrected: what is empty there is forgotten here. */
    void correct(Profile corrected, Kind correctedKind) {
        salutation = corrected.salutation();
        firstName = corrected.firstName();
        lastName = corrected.lastName();
        jobTitle = corrected.jobTitle();
        phoneIs(corrected.phone());
        directContact = corrected.directContact();
        street = corrected.street();
        postalCode = corrected.postalCode();
        city = corrected.city();
        country = corrected.country();
        language = corrected.language();
        timeZone = corrected.timeZone();
        kind = correctedKind;
    }

    /** Another number may be called again. */
    private void phoneIs(String number) {
        if (!Objects.equals(number, phone)) {
            phoneWrongSince = null;
        }
        phone = number;
    }

    /** Somebody else answers at this number: it is not called again. */
    void phoneIsWrong(Instant now) {
        phoneWrongSince = phone == null || phoneWrongSince != null ? phoneWrongSince : now;
    }

    void worksFor(Company companyOfLead) {
        company = companyOfLead;
    }

    /** Marks the address as confirmed by its owner; true only the first time. */
    public boolean confirm(Instant now) {
        lastActiveAt = now;
        if (confirmedAt != null) {
            return false;
        }
        confirmedAt = now;
        return true;
    }

    public void active(Instant now) {
        lastActiveAt = now;
    }

    /** A subscriber who asked for more than news is a lead; others stay what they are. */
    public void becomeLead(Instant now) {
        if (stage == Stage.SUBSCRIBER) {
            enter(Stage.LEAD, now);
        }
    }

    /** To MQL; false when the lead is already that far, a customer, or disqualified. */
    public boolean qualifyForMarketing(Instant now) {
        return enterFrom(EnumSet.of(Stage.SUBSCRIBER, Stage.LEAD), Stage.MQL, now);
    }

    /** To SAL; false when the lead was not waiting for sales. */
    public boolean acceptBySales(Instant now) {
        return enterFrom(EnumSet.of(Stage.SUBSCRIBER, Stage.LEAD, Stage.MQL), Stage.SAL, now);
    }

    /** To SQL; false when sales had not accepted the lead. */
    public boolean qualifyForSales(Instant now) {
        return enterFrom(EnumSet.of(Stage.SAL), Stage.SQL, now);
    }

    /** Back to marketing, to be ripe again only with so many points more; false when the lead is not with sales. */
    public boolean recycle(Instant now, int higherBar) {
        boolean back = enterFrom(EnumSet.of(Stage.MQL, Stage.SAL, Stage.SQL), Stage.LEAD, now);
        if (back) {
            bar = higherBar;
        }
        return back;
    }

    /** Aside for good; false for a customer. */
    public boolean disqualify(Instant now) {
        return enterFrom(EnumSet.complementOf(EnumSet.of(Stage.CUSTOMER, Stage.DISQUALIFIED)), Stage.DISQUALIFIED, now);
    }

    /** To customer, from wherever it stood. */
    public boolean buy(Instant now) {
        lastActiveAt = now;
        return enterFrom(EnumSet.complementOf(EnumSet.of(Stage.CUSTOMER)), Stage.CUSTOMER, now);
    }

    private boolean enterFrom(Set<Stage> allowed, Stage next, Instant now) {
        if (!allowed.contains(stage)) {
            return false;
        }
        enter(next, now);
        return true;
    }

    private void enter(Stage next, Instant now) {
        stage = next;
        stageSince = now;
    }

    /** How many of the ten fields that sales asks for are known, in percent. */
    public int completeness() {
        long known = Stream.of(firstName, lastName, salutation, jobTitle, phone, company, street, postalCode, city, country)
                .filter(Objects::nonNull).count();
        return (int) (known * 10);
    }

    /** First and last name as far as known, else the masked address. */
    public String displayName() {
        String name = Stream.of(firstName, lastName).filter(Objects::nonNull).collect(Collectors.joining(" "));
        return name.isEmpty() ? address().masked() : name;
    }

    public String nameAndCompany() {
        return company == null ? displayName() : displayName() + ", " + company.name();
    }

    public EmailAddress address() {
        return EmailAddress.parse(email);
    }

    public boolean isConfirmed() {
        return confirmedAt != null;
    }

    public ZoneId zone() {
        return ZoneId.of(timeZone);
    }

    public Long id() {
        return id;
    }

    /** Grows with every change, so that two people cannot overwrite each other. */
    public int version() {
        return version;
    }

    public String email() {
        return email;
    }

    public String salutation() {
        return salutation;
    }

    public String firstName() {
        return firstName;
    }

    public String lastName() {
        return lastName;
    }

    public String jobTitle() {
        return jobTitle;
    }

    public String phone() {
        return phone;
    }

    /** Since when it is known that somebody else answers at the phone number; null when it may be right. */
    public Instant phoneWrongSince() {
        return phoneWrongSince;
    }

    /** The person who decides, when that is not the lead. */
    public String directContact() {
        return directContact;
    }

    public Company company() {
        return company;
    }

    public String street() {
        return street;
    }

    public String postalCode() {
        return postalCode;
    }

    public String city() {
        return city;
    }

    public String country() {
        return country;
    }

    public String language() {
        return language;
    }

    public String timeZone() {
        return timeZone;
    }

    public Kind kind() {
        return kind;
    }

    public Origin origin() {
        return origin;
    }

    public String source() {
        return source;
    }

    public String campaign() {
        return campaign;
    }

    public Stage stage() {
        return stage;
    }

    public Instant stageSince() {
        return stageSince;
    }

    /** How many points more than others the lead must reach to be ripe for sales, since sales gave it back. */
    public int bar() {
        return bar;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Null until the lead confirmed its address. */
    public Instant confirmedAt() {
        return confirmedAt;
    }

    public Instant lastActiveAt() {
        return lastActiveAt;
    }

    public Map<String, String> fields() {
        return fields;
    }

    private static <T> T or(T told, T known) {
        return told == null ? known : told;
    }
}
