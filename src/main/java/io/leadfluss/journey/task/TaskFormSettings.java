package io.leadfluss.journey.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadfluss.handover.Assignments;
import io.leadfluss.handover.Handovers;
import io.leadfluss.handover.TakerWords;
import io.leadfluss.journey.engine.StaffIdentity;
import io.leadfluss.lead.Notes;
import io.leadfluss.newsletter.IssueBrief;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the words of task forms between the engine and whoever asks it, behind all guards. */
@Configuration
class TaskFormSettings {

    @Bean
    FilterRegistrationBean<TaskDoor> taskDoor(ProcessEngine engine, StaffIdentity staff) {
        var registration = new FilterRegistrationBean<>(new TaskDoor(engine.getTaskService(), engine.getIdentityService(), staff));
        registration.addUrlPatterns("/camunda/api/engine/*", "/engine-rest/*");
        registration.setOrder(-1);
        return registration;
    }

    @Bean
    FilterRegistrationBean<TaskForms> taskForms(TaskSubjects subjects, ReaderLanguage language, LeadBrief leads, IssueBrief issues,
            Handovers handovers, Assignments assignments, TakerWords takers) {
        var registration = new FilterRegistrationBean<>(new TaskForms(subjects, language, leads, issues, handovers, assignments, takers, new ObjectMapper()));
        registration.addUrlPatterns("/camunda/api/engine/*", "/engine-rest/*");
        registration.setOrder(0);
        return registration;
    }

    @Bean
    FilterRegistrationBean<TaskLists> taskLists(TaskFilters filters, TaskWords words, ReaderLanguage language) {
        var registration = new FilterRegistrationBean<>(new TaskLists(filters, words, language, new ObjectMapper()));
        registration.addUrlPatterns("/camunda/api/engine/*");
        registration.setOrder(0);
        return registration;
    }

    @Bean
    FilterRegistrationBean<TaskNotes> taskNotes(TaskSubjects subjects, Notes notes, TransactionTemplate transaction) {
        var registration = new FilterRegistrationBean<>(new TaskNotes(subjects, notes, transaction, new ObjectMapper()));
        registration.addUrlPatterns("/camunda/api/engine/*", "/engine-rest/*");
        registration.setOrder(0);
        return registration;
    }
}
