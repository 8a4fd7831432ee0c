/** The frame of all pages, their languages and their errors. */
package io.leadfluss.web;
