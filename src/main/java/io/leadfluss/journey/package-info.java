/** The engine room: starts, wakes and ends journeys; only here is the process engine named. */
package io.leadfluss.journey;
