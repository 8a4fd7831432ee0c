/** Forms, REST and orders: everything that brings leads in. */
package io.leadfluss.capture;
