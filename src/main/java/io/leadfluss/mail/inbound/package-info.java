/** What comes back: bounces, complaints, automatic answers and replies that ask us to stop. */
package io.leadfluss.mail.inbound;
