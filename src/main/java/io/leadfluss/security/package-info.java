/** Login, roles, signed tokens and limits. */
package io.leadfluss.security;
