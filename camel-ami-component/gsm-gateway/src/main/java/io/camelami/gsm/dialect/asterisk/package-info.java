/** Asterisk without a gateway's driver, also Yeastar S-Series: actions and events, no SMS of its own. */
package io.camelami.gsm.dialect.asterisk;
