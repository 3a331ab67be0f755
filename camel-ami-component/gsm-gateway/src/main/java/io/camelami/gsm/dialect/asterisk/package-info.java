/** Asterisk without a gateway's driver, also Yeastar S-Series: actions and events, and messages by MessageSend. */
package io.camelami.gsm.dialect.asterisk;
