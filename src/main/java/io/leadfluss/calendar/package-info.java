/** Business hours, public holidays, and the hours in which mails may leave on a lead's local clock. */
package io.leadfluss.calendar;
