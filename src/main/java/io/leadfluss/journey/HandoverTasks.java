package io.leadfluss.journey;

import io.leadfluss.handover.Handovers;
import io.leadfluss.handover.Assignments;
import io.leadfluss.handover.Handover.Purpose;
import io.leadfluss.handover.Absence;
import io.leadfluss.handover.Assignments.StandIn;
import io.leadfluss.handover.Deadlines;
import io.leadfluss.handover.call.Meetings;
import io.leadfluss.lead.LeadAccess;
import io.leadfluss.mail.MailOrder;
import io.leadfluss.mail.Outbox;
import io.leadfluss.security.Account;
import io.leadfluss.security.Accounts;
import io.leadfluss.security.Role;
import io.leadfluss.web.Moments;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Leads from a mail or a lead's page to the task that is open now; the address stays right however often the task changes. And gives tasks out of the
 * pool.
 */
@Controller
class HandoverTasks {

    private static final Duration OF_USE_FOR = Duration.ofDays(3);

    /** How the rep hears of a lead, by what it is for. */
    private static final Map<Purpose, String> NEWS = Map.of(Purpose.QUALIFY, "handover-new", Purpose.CALL, "callback-new", Purpose.ENQUIRY, "enquiry-new");

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final Handovers handovers;
    private final Assignments assignments;
    private final Meetings meetings;
    private final Deadlines deadlines;
    private final LeadAccess access;
    private final Accounts accounts;
    private final Outbox outbox;
    private final Clock clock;

    HandoverTasks(TaskService tasks, RuntimeService runtime, Handovers handovers, Assignments assignments, Meetings meetings, Deadlines deadlines,
            LeadAccess access, Accounts accounts, Outbox outbox, Clock clock) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.handovers = handovers;
        this.assignments = assignments;
        this.meetings = meetings;
        this.deadlines = deadlines;
        this.access = access;
        this.accounts = accounts;
        this.outbox = outbox;
        this.clock = clock;
    }

    @GetMapping("/app/handovers/{instanceId}")
    ResponseEntity<Void> open(@PathVariable String instanceId, Authentication viewer) {
        long lead = handovers.lead(instanceId).filter(id -> access.allows(viewer, id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        String target = openTask(instanceId).or(() -> called(instanceId).stream().flatMap(each -> openTask(each).stream()).findFirst())
                .map(task -> "/camunda/app/tasklist/default/#/?task=" + task).orElse("/app/leads/" + lead);
        return ResponseEntity.status(HttpStatus.FOUND).location(URI.create(target)).build();
    }

    /** Gives what lies in the pool to a rep, who hears of it by mail. */
    @PostMapping("/app/handovers/{instanceId}/give")
    @Transactional
    String give(@PathVariable String instanceId, @RequestParam String rep, HttpServletRequest request, RedirectAttributes answer) {
        long lead = handovers.lead(instanceId).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        String giver = request.getRemoteUser();
        if (!request.isUserInRole(Role.ADMIN.name()) && !assignments.mayGive(instanceId, giver, rep)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        Optional<String> task = openTask(instanceId);
        if (task.isEmpty()) {
            answer.addFlashAttribute("problem", "handover.pool.over");
        } else if (assignments.give(instanceId, rep, giver)) {
            tasks.setAssignee(task.get(), rep);
            if (!rep.equals(giver)) {
                outbox.enqueue(MailOrder.toStaff("given:" + task.get() + ":" + rep, lead, rep, NEWS.get(handovers.purpose(instanceId)), instanceId,
                        clock.instant().plus(OF_USE_FOR)));
            }
            answer.addFlashAttribute("done", "handover.pool.given");
            answer.addFlashAttribute("about", name(rep));
        } else {
            answer.addFlashAttribute("problem", "handover.pool.gone");
            answer.addFlashAttribute("about", name(assignments.rep(instanceId)));
        }
        return "redirect:/app/pool";
    }

    /** Gives all that is open with one who is away to the deputy, who finds it among the own tasks and in the mail of the next morning. */
    @PostMapping("/app/absences/{id}/give")
    @Transactional
    String giveToDeputy(@PathVariable long id, HttpServletRequest request, Authentication giver, Locale locale, RedirectAttributes answer) {
        Optional<StandIn> standIn = assignments.standIn(id, request.getRemoteUser(), request.isUserInRole(Role.ADMIN.name()));
        if (standIn.isEmpty()) {
            answer.addFlashAttribute("problem", "handover.absence.give.over");
            return "redirect:/app/absences";
        }
        Absence absence = standIn.get().absence();
        String deputy = absence.deputy();
        standIn.get().instances().forEach(instance -> {
            assignments.take(instance, deputy, request.getRemoteUser());
            openTask(instance).ifPresent(task -> tasks.setAssignee(task, deputy));
        });
        answer.addFlashAttribute("done", "handover.absence.given");
        answer.addFlashAttribute("about", name(deputy));
        answer.addFlashAttribute("away", absence.name());
        answer.addFlashAttribute("staying", staying(absence, giver, locale));
        return "redirect:/app/absences";
    }

    /** When the meetings are that stay with the one who is away, on the giver's clock, and the pages of the leads whom the giver may see. */
    private Map<String, String> staying(Absence absence, Authentication giver, Locale locale) {
        DateTimeFormatter clockOfGiver = Moments.timeAndDay(locale).withZone(deadlines.zone(giver.getName()));
        Map<String, String> pages = new LinkedHashMap<>();
        meetings.toComeFor(absence.username(), absence.end()).forEach(meeting -> pages.put(clockOfGiver.format(meeting.startsAt()),
                access.allows(giver, meeting.leadId()) ? "/app/leads/" + meeting.leadId() : ""));
        return pages;
    }

    private String name(String username) {
        return accounts.findById(username).map(Account::displayName).orElse(username);
    }

    private Optional<String> openTask(String instanceId) {
        return tasks.createTaskQuery().processInstanceId(instanceId).active().orderByTaskCreateTime().desc().listPage(0, 1).stream().map(Task::getId)
                .findFirst();
    }

    /** A question to marketing is a process of its own. */
    private List<String> called(String instanceId) {
        return runtime.createProcessInstanceQuery().superProcessInstanceId(instanceId).list().stream().map(ProcessInstance::getId).toList();
    }
}
