/** Between the protocol's JSON and the compiler's records. The two may change apart from each other; here they meet. */
package dev.jaculus.server.request;
