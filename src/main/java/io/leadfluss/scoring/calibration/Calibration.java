package io.leadfluss.scoring.calibration;

import io.leadfluss.rules.DraftTables.RuleRow;
import java.util.List;

/**
 * What a look back found.
 *
 * @param all how many leads were looked at and what became of them
 * @param cells by grade and heat, A1 first
 * @param total how well fit and interest together tell buyers from others
 * @param proposal other points; null with too few data
 */
public record Calibration(Outcome all, List<Outcome> cells, List<RuleOutcome> rules, Auc total, Auc fit, Auc engagement, Proposal proposal) {

    /** Fewer buyers, or fewer others, tell nothing. */
    static final int FEWEST_FOR_AUC = 10;
    /** From fewer no weights are made. */
    static final int FEWEST_FOR_WEIGHTS = 30;
    /** A rule that applied to fewer is not judged. */
    static final int FEWEST_FOR_RULE = 20;

    /** What became of the leads of one kind: how many bought, and of those that sales decided on how many it took. */
    public record Outcome(String name, Rate bought, Rate accepted) {
    }

    /** What is to be thought of a rule. */
    public enum Judgement {
        /** It tells what it should. */
        WORKS,
        /** Leads to whom it applies do the opposite of what its points say. */
        AGAINST,
        /** Leads to whom it applies are like all others. */
        TELLS_NOTHING,
        /** Nobody knows yet. */
        TOO_FEW
    }

    /**
     * @param lift how many times as often as all others they buy; null when nobody did
     * @param proposed points by the proposal; null when there is none for it
     */
    public record RuleOutcome(String table, RuleRow rule, Outcome with, Double lift, Judgement judgement, Double proposed) {
    }

    /** Other points for the rules there are enough leads for. */
    public record Proposal(Weights weights, int rules) {
    }

    boolean hasAuc() {
        return total.with() >= FEWEST_FOR_AUC && total.without() >= FEWEST_FOR_AUC;
    }
}
