/** How fast the program is beside the bare engine it runs on; see docs/performance.md. */
package io.leadfluss.bench;
