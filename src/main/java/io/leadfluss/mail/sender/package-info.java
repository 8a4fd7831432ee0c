/** In whose name mails are sent: sender profiles, their signatures, the way back, and whether the DNS agrees. */
package io.leadfluss.mail.sender;
