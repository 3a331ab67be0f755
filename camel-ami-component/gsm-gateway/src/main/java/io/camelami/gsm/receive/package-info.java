/** The way in: parts of long messages are put together. */
package io.camelami.gsm.receive;
