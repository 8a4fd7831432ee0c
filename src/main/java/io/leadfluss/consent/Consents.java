package io.leadfluss.consent;

import io.leadfluss.consent.ConsentEvent.Kind;
import io.leadfluss.consent.ConsentRequest.Wish;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import io.leadfluss.lead.UnknownLead;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What leads allowed, and the one way to change it. Every change first locks the lead's row, so one comes after the other. */
@Component
@Transactional
public class Consents {

    private final ConsentRequests requests;
    private final ConsentTexts texts;
    private final ConsentLedger ledger;
    private final Suppressions suppressions;
    private final ExistingCustomers customers;
    private final Leads leads;
    private final Facts facts;
    private final JdbcClient jdbc;
    private final Clock clock;

    Consents(ConsentRequests requests, ConsentTexts texts, ConsentLedger ledger, Suppressions suppressions, ExistingCustomers customers,
            Leads leads, Facts facts, JdbcClient jdbc, Clock clock) {
        this.requests = requests;
        this.texts = texts;
        this.ledger = ledger;
        this.suppressions = suppressions;
        this.customers = customers;
        this.leads = leads;
        this.facts = facts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Asks for confirmation; when a request of this lead is still open it is extended instead, so that no second mail goes out. Without any
     * declaration only the address is to be confirmed. Returns the request's number.
     */
    public long request(long leadId, String form, String language, Collection<Declaration> declarations, Evidence evidence) {
        lock(leadId);
        Optional<OpenRequest> unclosed = requests.unclosed(leadId);
        Optional<OpenRequest> open = unclosed.filter(requests::isInTime);
        if (open.isEmpty()) {
            unclosed.ifPresent(late -> end(leadId, late.id()));
        }
        long request = open.map(OpenRequest::id).orElseGet(() -> requests.add(leadId, form, language));
        List<ConsentDraft> events = new ArrayList<>();
        Map<Purpose, String> wordings = new EnumMap<>(Purpose.class);
        for (Declaration declaration : declarations) {
            String text = texts.keep(declaration);
            wordings.put(declaration.purpose(), text);
            events.add(new ConsentDraft(leadId, request, Kind.DECLARED).about(declaration.purpose(), text).under(evidence));
        }
        requests.extend(request, wordings);
        ledger.append(leadId, events);
        if (open.isEmpty()) {
            facts.record(new ConsentRequested(leadId, request));
        }
        return request;
    }

    /** The lead's request that waits for confirmation, if any. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<OpenRequest> openRequest(long leadId) {
        return requests.open(leadId);
    }

    /** What the lead's open request asks for. */
    @Transactional(propagation = Propagation.SUPPORTS)
    Set<Purpose> waiting(long leadId) {
        return requests.open(leadId).flatMap(open -> requests.find(open.id())).stream().flatMap(request -> request.wishes().stream())
                .map(Wish::purpose).collect(Collectors.toSet());
    }

    /** Whether the request still waits for its confirmation and may be asked for by mail. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public boolean isOpen(long requestId) {
        return requests.find(requestId).filter(request -> request.isOpen(clock.instant())).isPresent();
    }

    /** The secret part of the confirmation link. */
    public String token(long requestId) {
        return requests.token(requestId);
    }

    /** What the link asks to confirm; empty for a link that is used, expired or not ours. */
    @Transactional(propagation = Propagation.SUPPORTS)
    Optional<ConsentRequest> asked(String token) {
        return requests.find(token).filter(request -> request.isOpen(clock.instant()));
    }

    /** Confirms what the link asks for. Empty, with nothing done, for a link that is used, expired or not ours; else the request's number. */
    public Optional<Long> confirm(String token, Evidence evidence) {
        // The lead's row is locked before the request is read: of two confirmations at once, or one and an erasure, one acts.
        return requests.number(token).flatMap(requests::lockLead)
                .flatMap(lead -> requests.find(token)).filter(request -> request.isOpen(clock.instant()))
                .map(request -> {
                    confirm(request, evidence);
                    return request.id();
                });
    }

    private void confirm(ConsentRequest request, Evidence evidence) {
        Instant now = clock.instant();
        Lead lead = leads.get(request.leadId());
        List<ConsentDraft> events = new ArrayList<>();
        for (Wish wish : request.wishes()) {
            events.add(new ConsentDraft(lead.id(), request.id(), Kind.CONFIRMED).about(wish.purpose(), wish.textHash()).under(evidence)
                    .byToken(request.tokenHash()));
        }
        set(lead.id(), request.wishes().stream().map(Wish::purpose).toList(), "GRANTED", "CONSENT", now);
        suppressions.lift(lead.address(), request.wishes().stream().map(Wish::purpose).toList());
        if (events.isEmpty()) {
            events.add(new ConsentDraft(lead.id(), request.id(), Kind.CONFIRMED).under(evidence).byToken(request.tokenHash()));
        }
        ledger.append(lead.id(), events);
        requests.close(request.id(), now);
        // Recorded while a new lead is still unconfirmed: it is scored as a whole, and once, by the fact after it.
        facts.record(new ConsentConfirmed(lead.id(), request.id()));
        if (lead.confirm(now)) {
            facts.record(new LeadConfirmed(lead.id(), request.form()));
        }
    }

    /** Whether the lead allows this now. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public boolean allows(long leadId, Purpose purpose) {
        return allowed(leadId).contains(purpose);
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public Set<Purpose> allowed(long leadId) {
        return allowed(List.of(leadId)).get(leadId);
    }

    /** What each of the leads allows now, in one statement; a lead that allows nothing has an empty set. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<Long, Set<Purpose>> allowed(Collection<Long> leadIds) {
        Map<Long, Set<Purpose>> allowed = new HashMap<>();
        leadIds.forEach(lead -> allowed.put(lead, EnumSet.noneOf(Purpose.class)));
        if (!leadIds.isEmpty()) {
            jdbc.sql("SELECT lead_id, purpose FROM consent WHERE lead_id IN (:leads) AND state = 'GRANTED'").param("leads", leadIds)
                    .query(row -> {
                        allowed.get(row.getLong("lead_id")).add(Purpose.valueOf(row.getString("purpose")));
                    });
        }
        return allowed;
    }

    /** Takes the check mail into the proof. */
    public void checkMailSent(long requestId, String messageId, String copy, String relayAnswer) {
        requests.lockLead(requestId).ifPresent(lead -> ledger.append(lead, List.of(new ConsentDraft(lead, requestId, Kind.MAILED)
                .byToken(requests.tokenHash(requestId)).byMail(messageId, copy, relayAnswer))));
    }

    /** Ends a request that was not confirmed in time. */
    public void expire(long requestId) {
        requests.lockLead(requestId).flatMap(lead -> requests.find(requestId))
                .filter(ConsentRequest::open).ifPresent(request -> end(request.leadId(), requestId));
    }

    /** Ends the lead's request when it was made until then and nobody confirmed it; a newer one stays. */
    public void expire(long leadId, Instant madeUntil) {
        if (tryLock(leadId)) {
            requests.openSince(leadId, madeUntil).forEach(old -> end(leadId, old));
        }
    }

    private void end(long leadId, long requestId) {
        requests.close(requestId, null);
        ledger.append(leadId, List.of(new ConsentDraft(leadId, requestId, Kind.EXPIRED)));
    }

    /**
     * Withdraws at once, by whatever way it was said (a short key: one-click, preferences, reply, staff …). Also an objection of somebody who
     * never consented is kept, and blocks the address. Saying it again does nothing.
     *
     * @return the event that proves it; empty when it was said before, or the lead is gone
     */
    public Optional<ConsentEvent> withdraw(long leadId, Purpose purpose, String way, Evidence evidence) {
        if (!tryLock(leadId) || "WITHDRAWN".equals(state(leadId, purpose))) {
            return Optional.empty();
        }
        set(leadId, List.of(purpose), "WITHDRAWN", "NONE", clock.instant());
        ConsentEvent event = ledger.append(leadId, List.of(new ConsentDraft(leadId, null, Kind.WITHDRAWN).about(purpose, null).under(evidence)
                .because(way))).get(0);
        suppressions.suppress(leads.get(leadId).address(), purpose, way);
        if (purpose == Purpose.NEWSLETTER) {
            facts.record(new LeadUnsubscribed(leadId, purpose, way, event.hash()));
        }
        return Optional.of(event);
    }

    /** Whether the lead said that it does not want this, and has not allowed it since. */
    @Transactional(propagation = Propagation.SUPPORTS)
    boolean hasWithdrawn(long leadId, Purpose purpose) {
        return "WITHDRAWN".equals(state(leadId, purpose));
    }

    /**
     * Notes that the lead bought something and was told that it may object to advertising for similar goods, which may be sent to it from now on
     * unless it has objected before.
     */
    public void informedAtSale(long leadId, Sale sale, Evidence evidence) {
        lock(leadId);
        if (customers.add(leadId, sale)) {
            ledger.append(leadId, List.of(new ConsentDraft(leadId, null, Kind.INFORMED).about(Purpose.NEWSLETTER, null).under(evidence)
                    .because("sale " + sale.reference() + ", " + sale.productGroup() + ", notice " + sale.noticeVersion())));
        }
    }

    /** Takes into the proof that a consent was made use of, in what way, as by a call. */
    public void used(long leadId, Purpose purpose, String way, Evidence evidence) {
        lock(leadId);
        ledger.append(leadId, List.of(new ConsentDraft(leadId, null, Kind.USED).about(purpose, null).under(evidence).because(way)));
    }

    /** Since when this is allowed; empty when it is not. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Instant> since(long leadId, Purpose purpose) {
        return since(leadId, purpose, "GRANTED");
    }

    /** Since when the lead does not want it; empty when it has never said so, or allowed it after. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Instant> withdrawnSince(long leadId, Purpose purpose) {
        return since(leadId, purpose, "WITHDRAWN");
    }

    private Optional<Instant> since(long leadId, Purpose purpose, String state) {
        return jdbc.sql("SELECT since FROM consent WHERE lead_id = :lead AND purpose = :purpose AND state = :state").param("lead", leadId)
                .param("purpose", purpose.name()).param("state", state).query(Instant.class).optional();
    }

    /** What advertising for these goods rests on; for the group null, on what any advertising does. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public LegalBasis basis(long leadId, Purpose purpose, String productGroup) {
        if (allows(leadId, purpose)) {
            return LegalBasis.CONSENT;
        }
        boolean similar = purpose == Purpose.NEWSLETTER && productGroup != null
                && customers.groups(List.of(leadId)).getOrDefault(leadId, Set.of()).contains(productGroup);
        return similar ? LegalBasis.EXISTING_CUSTOMER : LegalBasis.NONE;
    }

    private String state(long leadId, Purpose purpose) {
        return jdbc.sql("SELECT state FROM consent WHERE lead_id = :lead AND purpose = :purpose")
                .param("lead", leadId).param("purpose", purpose.name()).query(String.class).optional().orElse(null);
    }

    private void set(long leadId, List<Purpose> purposes, String state, String basis, Instant now) {
        if (purposes.isEmpty()) {
            return;
        }
        List<Object> values = new ArrayList<>();
        purposes.forEach(purpose -> Collections.addAll(values, leadId, purpose.name(), state, basis, now));
        jdbc.sql("INSERT INTO consent (lead_id, purpose, state, basis, since) VALUES "
                        + String.join(", ", Collections.nCopies(purposes.size(), "(?, ?, ?, ?, ?)"))
                        + " ON DUPLICATE KEY UPDATE state = VALUES(state), basis = VALUES(basis), since = VALUES(since)")
                .params(values).update();
    }

    private void lock(long leadId) {
        if (!tryLock(leadId)) {
            throw new UnknownLead(leadId);
        }
    }

    private boolean tryLock(long leadId) {
        return jdbc.sql("SELECT id FROM leads WHERE id = :lead FOR UPDATE").param("lead", leadId).query(Long.class).optional().isPresent();
    }
}
