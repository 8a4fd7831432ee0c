/** Business hours and a lead's local time. */
package io.leadfluss.calendar;
