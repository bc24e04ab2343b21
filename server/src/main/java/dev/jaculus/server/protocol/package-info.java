/** What goes over the socket: frames, the messages of a client and the replies. No compiler record is here. */
package dev.jaculus.server.protocol;
