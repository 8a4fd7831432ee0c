/** Figures over everything else, and what marketing and sales promise each other by them. */
package io.leadfluss.kpi;
