package io.leadfluss.integration;

import io.leadfluss.handover.Handover;
import io.leadfluss.handover.HandoverEvent;
import io.leadfluss.handover.HandoverState;
import io.leadfluss.handover.Handover.Purpose;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** One handover of the lead to sales. */
@Schema(name = "Handover")
record HandoverAnswer(@Schema(description = "The process instance it belongs to") String processInstanceId, Purpose purpose, HandoverState state,
        @Schema(description = "Key of the reason why it was rejected") String reason, String team,
        @Schema(description = "User name of the rep in charge; null while it lies in the pool") String rep, Instant routedAt, Instant remindAt,
        @Schema(description = "Until when it is to be accepted, in the business hours of the rep's place") Instant dueAt, Instant escalateAt,
        @Schema(description = "When the manager was told") Instant escalatedAt, Instant acceptedAt, Instant closedAt,
        @Schema(description = "How often sales called") int calls, List<Event> events) {

    /** What happened to it. */
    @Schema(name = "HandoverEvent")
    record Event(HandoverEvent.Kind kind, @Schema(description = "Who did it; null when the program did") String actor, String rep, String text,
            Instant at) {

        static Event of(HandoverEvent event) {
            return new Event(event.kind(), event.actor(), event.rep(), event.text(), event.at());
        }
    }

    static HandoverAnswer of(Handover handover, List<HandoverEvent> events) {
        return new HandoverAnswer(handover.instanceId(), handover.purpose(), handover.state(), handover.reason(), handover.route().team(),
                handover.route().rep(), handover.routedAt(), handover.route().remindAt(), handover.route().dueAt(), handover.route().escalateAt(),
                handover.escalatedAt(), handover.acceptedAt(), handover.closedAt(), handover.calls(), events.stream().map(Event::of).toList());
    }
}
