package io.leadfluss.handover.call;

/** What was filled in is no meeting; the message is the key of what is wrong: time, length, way, place or taken. */
public class InvalidMeeting extends IllegalArgumentException {

    InvalidMeeting(String problem) {
        super(problem);
    }

    @Override
    public String getMessage() {
        return switch (problem()) {
            case "time" -> "The meeting needs a time in the future, within a year";
            case "length" -> "A meeting takes from 5 minutes to 10 hours";
            case "place" -> "The place of a meeting has at most 300 characters in one line";
            case "taken" -> "The rep has another meeting at this time";
            default -> "A meeting is by phone, video or visit";
        };
    }

    /** Under which key pages have words for it. */
    public String problem() {
        return super.getMessage();
    }
}
