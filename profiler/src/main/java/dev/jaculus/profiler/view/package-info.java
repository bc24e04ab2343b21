/** What people read: a class for each kind of report, each a function of a {@link dev.jaculus.profiler.model.Profile}. */
package dev.jaculus.profiler.view;
