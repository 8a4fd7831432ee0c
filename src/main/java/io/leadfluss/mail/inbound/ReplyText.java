package io.leadfluss.mail.inbound;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody wrote in a reply, without our own mail that it quotes, and whether it asks us to stop. */
record ReplyText(String own) {

    private static final List<Pattern> QUOTE = List.of(
            Pattern.compile("(?im)^[ \\t]*-{2,}[ \\t]*(original message|original appointment|urspr\\S+ nachricht|original-nachricht"
                    + "|message d'origine|mensaje original|messaggio originale|oorspronkelijk bericht|"
                    + "wiadomo\\S+ oryginalna|forwarded message|weitergeleitete nachricht)[ \\t]*-*"),
            Pattern.compile("(?im)^_{10,}[ \\t]*$"),
            Pattern.compile("(?im)^[ \\t]*(am|on|le|el|il|op|em|w dniu|den|dnia)\\b[^\\n]{4,200}(\\n[^\\n]{0,120})?(schrieb|wrote"
                    + "|a [ée]crit|escribi[óo]|ha scritto|schreef|escreveu|napisa[łl]\\S*|skrev)[^\\n]{0,80}:[ \\t]*$"),
            Pattern.compile("(?im)^[ \\t]*\\*?(von|from|de|da|van|od):\\*? [^\\n]+\\n[ \\t]*\\*?(gesendet|sent|date|datum|envoy[ée]"
                    + "|enviado|inviato|verzonden|wys[łl]ano|an|to|betreff|subject):"),
            Pattern.compile("(?m)^-- ?$"));
    /** A short answer that is nothing but the wish. */
    private static final Pattern SHORT = Pattern.compile("^\\W*(bitte |please )?(stop+|stopp|abmelden?|abmeldung|abbestellen|austragen"
            + "|unsubscribe(d)?|unsub|remove|opt[ -]?out|k[üu]ndigen|"
            + "d[ée]sabonner|d[ée]sinscrire|baja|cancella(mi|rmi)?|afmelden|uitschrijven|wypisz|remover|nein danke|no thanks?"
            + "|kein interesse|not interested|geen interesse|l[öo]schen)\\b\\W*(\\w+\\W*){0,3}$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern WISH = Pattern.compile("(kein(e|erlei|en)?\\s+(weiter\\S*\\s+|mehr\\s+)?(e-?mails?|mails?|werbung"
            + "|werbemails?|newsletter|nachrichten|post|zusendung\\S*|angebote|interesse)"
            + "|(newsletter|verteiler|mailingliste|liste)[^.!?\\n]{0,40}(abmelden|abbestell\\S*|austragen|streichen|entfernen"
            + "|l[öo]sch\\S*|nehmen|k[üu]ndig\\S*)"
            + "|(meld\\S*|trag\\S*|nehm\\S*|streich\\S*|entfern\\S*|l[öo]sch\\S*)\\s[^.!?\\n]{0,50}(\\bab\\b|\\baus\\b|verteiler|\\bliste"
            + "|adresse|daten|newsletter)"
            + "|abmelden|abbestellen|widersprech\\S*|widerspruch|widerruf\\S*|unerw[üu]nscht|bel[äa]stig\\S*"
            + "|h[öo]r\\S*\\s+(sie\\s+)?(damit\\s+)?auf"
            + "|unsubscribe|(remove|take|delete)\\s+(me|my|us|our)\\b|stop\\s+(sending|e-?mail\\S*|mail\\S*|contact\\S*|writing|spamming"
            + "|this|it)|opt(ing)?[ -]?out|opted out"
            + "|(not|never|n't)\\s+(be\\s+)?interested|(no longer|do ?n[o']t|don.t)\\s+(wish|want|e-?mail|mail|contact|send|write)"
            + "|no more (e-?mails?|mails?|messages|newsletters?)"
            + "|d[ée]sabonn\\S*|d[ée]sinscri\\S*|ne (souhaite|veux|d[ée]sire)\\S*\\s+(plus|pas)|plus int[ée]ress|dar(me|nos) de baja"
            + "|darse de baja|cancelar (la |mi )?suscripci|no (quiero|deseo|me interesa)"
            + "|disiscri\\S*|cancella\\S*\\s+(mi|il|la|dalla)|non (desidero|voglio|sono interessat)|afmelden|uitschrijven|geen (interesse"
            + "|mails?|e-?mails?)|wypisa\\S*|wypisz\\S*|rezygnuj\\S*"
            + "|nie (chc[ęe]|jestem zainteresowan)|n[ãa]o (quero|desejo|tenho interesse)|cancelar (a )?subscri)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final int LOOKED_AT = 2_000;
    private static final int LONGEST_SUBJECT = 300;

    static ReplyText of(String text) {
        String unix = text.replace("\r\n", "\n").replace('\r', '\n');
        String start = unix.length() > 4 * LOOKED_AT ? unix.substring(0, 4 * LOOKED_AT) : unix;
        int end = start.length();
        for (Pattern quote : QUOTE) {
            Matcher found = quote.matcher(start);
            if (found.find()) {
                end = Math.min(end, found.start());
            }
        }
        String own = start.substring(0, end).lines().filter(line -> !line.stripLeading().startsWith(">"))
                .reduce((one, other) -> one + "\n" + other).orElse("").strip();
        return new ReplyText(own.length() > LOOKED_AT ? own.substring(0, LOOKED_AT) : own);
    }

    /** Whether words in it ask us to stop; a person reads it in any case. An empty answer is judged by its subject. */
    boolean asksToStop(String subject) {
        String start = subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT) : subject;
        String bare = start.replaceAll("(?i)^(\\s*(re|aw|antw|sv|odp)\\s*:)+", "").strip();
        boolean answers = !bare.equals(start.strip());
        return SHORT.matcher(own.length() > 80 ? "" : own).find() || WISH.matcher(own).find()
                // Our own subject comes back behind "Re:"; another one is the sender's.
                || !answers && (SHORT.matcher(bare).find() || WISH.matcher(bare).find());
    }
}
