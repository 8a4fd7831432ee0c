package io.leadfluss.scoring;

/**
 * The interest of a company, made of that of the people who work there.
 *
 * @param people who have a score
 * @param interested those of them who are warmer than the coldest degree
 * @param points each person's engagement, weighted by table lead-account: the most interested counts most
 * @param grade the best of theirs
 */
public record Account(String company, int people, int interested, double points, String grade) {
}
