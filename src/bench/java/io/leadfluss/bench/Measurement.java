package io.leadfluss.bench;

/**
 * What one side did in one round.
 *
 * @param perSecond leads per second, from the first to the last thing done
 * @param statements SQL statements per lead
 * @param jobs engine jobs per lead
 */
record Measurement(double perSecond, double statements, double jobs) {
}
