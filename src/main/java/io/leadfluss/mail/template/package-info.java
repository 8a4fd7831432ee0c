/** The mailings as files: filling them in, keeping them within bounds, and what a finished mail says. */
package io.leadfluss.mail.template;
