package io.leadfluss.capture;

import io.leadfluss.lead.LeadEvent;

/** The lead fetched what it had asked for. */
public record ContentDownloaded(long leadId, String file, long submissionId) implements LeadEvent {

    @Override
    public String sourceKey() {
        return "download:" + submissionId;
    }

    @Override
    public String subject() {
        return file;
    }
}
