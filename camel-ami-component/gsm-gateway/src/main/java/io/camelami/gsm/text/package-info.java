/** What an SMS text costs and how it is cut into parts: GSM default alphabet, UCS-2, segments. Pure functions. */
package io.camelami.gsm.text;
