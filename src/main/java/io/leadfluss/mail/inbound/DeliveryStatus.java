package io.leadfluss.mail.inbound;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The machine's part of a delivery status notification (RFC 3464), also with addresses beyond ASCII (RFC 6533): what became of each recipient. */
record DeliveryStatus(List<Recipient> recipients) {

    private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");
    private static final Pattern TYPE = Pattern.compile("^[A-Za-z0-9-]+\\s*;\\s*");
    private static final Pattern CODE_POINT = Pattern.compile("\\\\x\\{([0-9A-Fa-f]{1,6})}");

    /**
     * @param action failed, delayed, delivered, relayed or expanded
     * @param status the enhanced code, as it was given
     * @param address where the report says the mail was to go last
     * @param diagnostic the words of the server that said so
     */
    record Recipient(String action, String status, String address, String diagnostic) {

        BounceRules.Judgement judge() {
            return switch (action) {
                case "delayed" -> new BounceRules.Judgement(BounceClass.DELAYED, status, 0);
                case "delivered", "relayed", "expanded" -> new BounceRules.Judgement(BounceClass.DELIVERED, status, 0);
                // Some leave the action out, or write one of their own: then the code decides.
                default -> status.startsWith("2.") ? new BounceRules.Judgement(BounceClass.DELIVERED, status, 0)
                        : BounceRules.judge(status, diagnostic);
            };
        }
    }

    static DeliveryStatus read(String text) {
        return new DeliveryStatus(ReportFields.blocks(text).stream()
                .filter(block -> block.containsKey("status") || block.containsKey("action") || block.containsKey("final-recipient"))
                .map(DeliveryStatus::recipient).toList());
    }

    private static Recipient recipient(Map<String, String> block) {
        String address = block.getOrDefault("final-recipient", block.getOrDefault("original-recipient", ""));
        return new Recipient(plain(block.getOrDefault("action", "")).toLowerCase(Locale.ROOT), plain(block.getOrDefault("status", "")),
                address(address), TYPE.matcher(block.getOrDefault("diagnostic-code", "")).replaceFirst(""));
    }

    private static String plain(String value) {
        return COMMENT.matcher(value).replaceAll("").strip();
    }

    private static String address(String value) {
        String address = TYPE.matcher(value).replaceFirst("").strip();
        Matcher codes = CODE_POINT.matcher(address);
        return codes.replaceAll(code -> {
            int point = Integer.parseInt(code.group(1), 16);
            return Character.isValidCodePoint(point) ? Matcher.quoteReplacement(Character.toString(point)) : "";
        });
    }
}
