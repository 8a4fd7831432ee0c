/** The outbox and the delivery of mails. */
package io.leadfluss.mail;
