package io.leadfluss.scoring.run;

/**
 * What came of one part.
 *
 * @param leads how many were looked at
 * @param result what was found, as text; null when nothing is to be kept
 */
public record PartDone(int leads, String result) {
}
