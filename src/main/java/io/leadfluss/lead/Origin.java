package io.leadfluss.lead;

/** By what way a lead came: itself, entered by staff after a talk, or from a bought list. */
public enum Origin { DIRECT, DIALOG, BOUGHT }
