package io.leadfluss.demo;

/** Leads to look at in a fresh demo. */
class SampleData {

    /** By which sample leads are told from those that the visitor of the demo makes. */
    static final String CAMPAIGN = "sample";
}
