package io.leadfluss.security;

/** What a member of staff, or a program, may do; everything not named for a role is denied. */
public enum Role { MARKETER, SALES, INTEGRATOR, PRIVACY, ADMIN }
