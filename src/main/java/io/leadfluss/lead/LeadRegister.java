package io.leadfluss.lead;

import java.time.Clock;
import java.util.Locale;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps one lead per address and one company per domain, however often and by however many ways they come in. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class LeadRegister {

    private final Leads leads;
    private final Companies companies;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    LeadRegister(Leads leads, Companies companies, JdbcClient jdbc, ApplicationEventPublisher publisher, Clock clock) {
        this.leads = leads;
        this.companies = companies;
        this.jdbc = jdbc;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** A lead, and whether it was made just now. */
    public record Entry(Lead lead, boolean isNew) {
    }

    /**
     * The lead with this address, made new and unconfirmed when there is none; a known lead is returned as it is. Until the transaction ends nobody
     * else gets it from here.
     */
    public Entry findOrAdd(EmailAddress address, Kind kind, Origin origin, String source, String campaign) {
        return leads.findAndLock(address.key()).map(known -> new Entry(known, false)).orElseGet(() -> {
            // Two visitors may give the same new address at the same moment: the second insert waits and then does nothing.
            boolean isNew = 1 == jdbc.sql("""
                            INSERT IGNORE INTO leads (id, version, email, email_key, kind, origin, source, campaign, language, time_zone, stage,
                              stage_since, created_at, last_active_at)
                            VALUES (NEXT VALUE FOR lead_seq, 0, :email, :key, :kind, :origin, :source, :campaign, 'de', 'Europe/Berlin',
                              'SUBSCRIBER', :now, :now, :now)""")
                    .param("email", address.toString()).param("key", address.key()).param("kind", kind.name()).param("origin", origin.name())
                    .param("source", source).param("campaign", campaign).param("now", clock.instant()).update();
            return new Entry(leads.findAndLock(address.key()).orElseThrow(), isNew);
        });
    }

    /** Takes over what was told about the lead, and finds its company by the domain of its address. */
    public void tell(Lead lead, Profile told) {
        lead.tell(told, companyOf(lead, told));
        publisher.publishEvent(new ProfileChanged(lead.id()));
    }

    /** Takes over what staff corrected. A company known by its domain gets the name given here, for all who work there. */
    void correct(Lead lead, Profile corrected, Kind kind) {
        lead.correct(corrected, kind);
        Company company = companyOf(lead, corrected);
        if (company != null && company.domain() != null && corrected.company() != null) {
            company.rename(corrected.company());
        }
        lead.worksFor(company);
        publisher.publishEvent(new ProfileChanged(lead.id()));
    }

    /** Notes that somebody else answers at the lead's number. */
    public void phoneIsWrong(long leadId) {
        leads.get(leadId).phoneIsWrong(clock.instant());
        publisher.publishEvent(new ProfileChanged(leadId));
    }

    private Company companyOf(Lead lead, Profile told) {
        EmailAddress address = lead.address();
        if (lead.kind() == Kind.B2C || address.isFreeMail()) {
            return told.company() == null ? null : companies.findFirstByNameAndDomainIsNull(told.company())
                    .orElseGet(() -> companies.save(new Company(told.company(), null, clock.instant())));
        }
        return companies.findByDomain(address.domain()).orElseGet(() -> {
            String name = told.company() == null ? nameFrom(address.domain()) : told.company();
            return jdbc.sql("""
                            INSERT IGNORE INTO company (id, name, domain, created_at) VALUES (NEXT VALUE FOR company_seq, :name, :domain, :now)
                            RETURNING id""")
                    .param("name", name).param("domain", address.domain()).param("now", clock.instant()).query(Long.class).optional()
                    .map(companies::getReferenceById).orElseGet(() -> companies.findByDomain(address.domain()).orElseThrow());
        });
    }

    private static String nameFrom(String domain) {
        String label = domain.substring(0, domain.indexOf('.'));
        return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
    }
}
