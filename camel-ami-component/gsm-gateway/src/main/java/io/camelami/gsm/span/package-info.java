/** What the spans of a gateway are like: asking for it, and telling what has changed. */
package io.camelami.gsm.span;
