package io.leadfluss.lead;

/** Whether a lead acts for a company or for itself; the law treats calls to the two differently. */
public enum Kind { B2B, B2C }
