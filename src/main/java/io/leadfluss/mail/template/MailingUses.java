package io.leadfluss.mail.template;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where mailings are used; told by the engine room, which knows the models. */
public interface MailingUses {

    /** By mailing, all steps of the newest versions that send it, in the words of this language. */
    Map<String, List<Use>> all(Locale locale);

    /**
     * A step that sends a mailing.
     *
     * @param process id of the model, and file name of its diagram
     * @param name of the process, in words
     * @param stepId as the model has it
     * @param step in words
     * @param kind what the mailing must be for to be sent by this step
     */
    record Use(String process, String name, String stepId, String step, String definitionId, Kind kind) {
    }
}
