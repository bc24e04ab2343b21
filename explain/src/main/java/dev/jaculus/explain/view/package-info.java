/** Explanations as text and as data for other programs. */
package dev.jaculus.explain.view;
