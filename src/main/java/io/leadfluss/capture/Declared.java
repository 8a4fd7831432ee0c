package io.leadfluss.capture;

import io.leadfluss.consent.Declaration;
import io.leadfluss.consent.Evidence;
import java.util.List;

/** What a submission declared and under which circumstances, kept until the confirmation is asked for, and as part of the submission after. */
public record Declared(List<Declaration> declarations, Evidence evidence) {
}
