package io.leadfluss.mail;

import io.leadfluss.consent.Consents;
import io.leadfluss.consent.ExistingCustomers;
import io.leadfluss.consent.LegalBasis;
import io.leadfluss.consent.Purpose;
import io.leadfluss.consent.Suppressions;
import io.leadfluss.lead.EmailAddress;
import io.leadfluss.mail.policy.Hold;
import io.leadfluss.mail.policy.SendTimes;
import io.leadfluss.mail.policy.SleepingConsents;
import io.leadfluss.security.Account;
import io.leadfluss.security.Accounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Says which mails may be sent now. Asked in the transaction that takes them, for all of them at once. */
@Component
class Clearance {

    private final Messages messages;
    private final Consents consents;
    private final ExistingCustomers customers;
    private final Suppressions suppressions;
    private final Wishes wishes;
    private final Accounts accounts;
    private final Pauses pauses;
    private final SendTimes sendTimes;
    private final SleepingConsents sleeping;
    private final Pace pace;

    Clearance(Messages messages, Consents consents, ExistingCustomers customers, Suppressions suppressions, Wishes wishes, Accounts accounts,
            Pauses pauses, SendTimes sendTimes, SleepingConsents sleeping, Pace pace) {
        this.messages = messages;
        this.consents = consents;
        this.customers = customers;
        this.suppressions = suppressions;
        this.wishes = wishes;
        this.accounts = accounts;
        this.pauses = pauses;
        this.sendTimes = sendTimes;
        this.sleeping = sleeping;
        this.pace = pace;
    }

    /**
     * A mail that may go out, with all that is needed to write it; account is null unless it goes to the staff.
     *
     * @param basis what it rests on, null unless it advertises
     */
    record Cleared(Message message, Addressee lead, Account account, boolean tracked, LegalBasis basis) {

        boolean restsOnSale() {
            return basis == LegalBasis.EXISTING_CUSTOMER;
        }

        /** To which it goes. */
        String domain() {
            return account == null ? lead.address().domain() : account.email().substring(account.email().lastIndexOf('@') + 1);
        }
    }

    /** Mails that end here, and why. */
    record Stopped(MessageState state, String reason) {
    }

    /** Mails that wait on, until when and why. */
    record Held(Instant until, String reason) {
    }

    record Verdict(List<Cleared> cleared, Map<Stopped, List<Message>> stopped, Map<Held, List<Message>> held) {

        static final Verdict NOTHING = new Verdict(List.of(), Map.of(), Map.of());

        void add(Verdict other) {
            cleared.addAll(other.cleared);
            other.stopped.forEach((why, mails) -> stopped.computeIfAbsent(why, same -> new ArrayList<>()).addAll(mails));
            other.held.forEach((why, mails) -> held.computeIfAbsent(why, same -> new ArrayList<>()).addAll(mails));
        }

        int size() {
            return cleared.size() + count(stopped) + count(held);
        }

        private static int count(Map<?, List<Message>> messages) {
            return messages.values().stream().mapToInt(List::size).sum();
        }
    }

    Verdict judge(List<Message> due, Instant now) {
        Pauses.Active paused = pauses.now();
        Map<Long, Addressee> leads = messages.addressees(due.stream().map(Message::leadId).collect(Collectors.toSet()));
        Set<Long> advertised = due.stream().filter(message -> message.stream() == Stream.MARKETING).map(Message::leadId).collect(Collectors.toSet());
        Map<Long, Set<Purpose>> allowed = advertised.isEmpty() ? Map.of() : consents.allowed(advertised);
        Map<Long, Set<String>> bought = customers.groups(due.stream().filter(message -> message.about().productGroup() != null)
                .map(Message::leadId).collect(Collectors.toSet()));
        Map<Purpose, Set<EmailAddress>> blocked = blocked(due, leads);
        SendTimes.Locked locked = sendTimes.lock(advertised);
        Set<Long> asleep = sleeping.among(advertised, now);
        Wishes.Of wished = wishes.of(advertised, now);
        Verdict verdict = new Verdict(new ArrayList<>(), new HashMap<>(), new HashMap<>());
        for (Message message : due) {
            Addressee lead = message.isAboutNobody() ? Addressee.NOBODY : leads.get(message.leadId());
            Account account = message.stream() == Stream.STAFF ? accounts.findByUsernameAndEnabledTrue(message.account()).orElse(null) : null;
            Optional<Stopped> stopped = lead == null ? stop("lead-gone")
                    : lead.address() == null && lead != Addressee.NOBODY ? Optional.of(new Stopped(MessageState.FAILED, "bad-address")) : switch (message.stream()) {
                case OPT_IN -> blocked.get(null).contains(lead.address()) ? stop("blocked")
                        : consents.isOpen(message.requestId()) ? Optional.empty() : stop("request-closed");
                case STAFF -> account == null ? stop("no-account") : Optional.empty();
                case TRANSACTIONAL -> blocked.get(null).contains(lead.address()) ? stop("blocked")
                        : lead.confirmed() || message.reference() != null ? Optional.empty() : stop("unconfirmed");
                case MARKETING -> blocked.get(message.purpose()).contains(lead.address()) ? stop("blocked")
                        : switch (basis(message, allowed, bought)) {
                            case CONSENT -> !lead.confirmed() ? stop("unconfirmed") : asleep.contains(lead.leadId()) ? stop("asleep") : Optional.empty();
                            case EXISTING_CUSTOMER -> Optional.empty();
                            case NONE -> stop(!lead.confirmed() ? "unconfirmed" : bought.containsKey(lead.leadId()) ? "other-goods" : "no-consent");
                        };
            };
            if (stopped.isEmpty() && message.notAfter().isBefore(now)) {
                stopped = Optional.of(new Stopped(MessageState.EXPIRED, "too-late"));
            }
            boolean advertises = message.stream() == Stream.MARKETING;
            if (stopped.isEmpty() && advertises) {
                stopped = wished.stop(message);
            }
            Optional<Held> held = stopped.isPresent() ? Optional.empty() : hold(message, paused, wished);
            if (held.isPresent()) {
                verdict.held().computeIfAbsent(held.get(), reason -> new ArrayList<>()).add(message);
            } else if (stopped.isPresent()) {
                verdict.stopped().computeIfAbsent(stopped.get(), reason -> new ArrayList<>()).add(message);
            } else {
                boolean tracked = advertises && allowed.get(lead.leadId()).contains(Purpose.TRACKING);
                verdict.cleared().add(new Cleared(message, lead, account, tracked, advertises ? basis(message, allowed, bought) : null));
                wished.sends(message);
            }
        }
        wait(verdict, locked, now);
        slowDown(verdict, now);
        return verdict;
    }

    /** What may go out may still have to wait for its moment; only advertising does. */
    private void wait(Verdict verdict, SendTimes.Locked locked, Instant now) {
        Map<Long, Message> advertising = verdict.cleared().stream().map(Cleared::message).filter(message -> message.stream() == Stream.MARKETING)
                .collect(Collectors.toMap(Message::id, Function.identity()));
        Set<Long> ended = verdict.stopped().values().stream().flatMap(List::stream).map(Message::id).collect(Collectors.toSet());
        Map<Long, Hold> holds = sendTimes.holds(advertising.keySet(), ended,
                advertising.values().stream().map(Message::leadId).collect(Collectors.toSet()), locked, now);
        holds.forEach((id, hold) -> verdict.held().computeIfAbsent(new Held(hold.until(), hold.reason()), held -> new ArrayList<>())
                .add(advertising.get(id)));
        verdict.cleared().removeIf(cleared -> holds.containsKey(cleared.message().id()));
    }

    /** What may go out now may have to wait because of where it goes; what is urgent tries its luck. */
    private void slowDown(Verdict verdict, Instant now) {
        verdict.cleared().removeIf(cleared -> {
            Optional<Instant> until = cleared.message().stream().isUrgent() ? Optional.empty() : pace.wait(cleared.domain(), now);
            until.ifPresent(moment -> verdict.held().computeIfAbsent(new Held(moment, Pace.REASON), held -> new ArrayList<>()).add(cleared.message()));
            return until.isPresent();
        });
    }

    /** Asked for mails that may be sent, though perhaps not yet. */
    private static Optional<Held> hold(Message message, Pauses.Active paused, Wishes.Of wished) {
        return paused.holds(message) ? Optional.of(new Held(Pauses.RESUMED, Pauses.REASON))
                : message.stream() == Stream.MARKETING ? wished.hold(message) : Optional.empty();
    }

    private static LegalBasis basis(Message message, Map<Long, Set<Purpose>> allowed, Map<Long, Set<String>> bought) {
        if (allowed.get(message.leadId()).contains(message.purpose())) {
            return LegalBasis.CONSENT;
        }
        boolean similar = message.purpose() == Purpose.NEWSLETTER && message.about().productGroup() != null
                && bought.getOrDefault(message.leadId(), Set.of()).contains(message.about().productGroup());
        return similar ? LegalBasis.EXISTING_CUSTOMER : LegalBasis.NONE;
    }

    private static Optional<Stopped> stop(String reason) {
        return Optional.of(new Stopped(MessageState.SUPPRESSED, reason));
    }

    /** Under each purpose the blocked addresses; under null, for mails that advertise nothing, those that must not be written to at all. */
    private Map<Purpose, Set<EmailAddress>> blocked(List<Message> due, Map<Long, Addressee> leads) {
        Map<Purpose, Set<EmailAddress>> blocked = new HashMap<>();
        Map<Purpose, Collection<EmailAddress>> asked = new HashMap<>();
        due.stream().filter(message -> message.stream() != Stream.STAFF && leads.containsKey(message.leadId())
                && leads.get(message.leadId()).address() != null).forEach(message ->
                asked.computeIfAbsent(message.purpose(), purpose -> new HashSet<>()).add(leads.get(message.leadId()).address()));
        asked.forEach((purpose, addresses) -> blocked.put(purpose, suppressions.suppressed(addresses, purpose)));
        return blocked;
    }
}
