/**
 * USB modems on Asterisk: chan_dongle in both of its families, and chan_quectel (gateways.md §4).
 *
 * <p>What the drivers decode is wrong in many ways, what they pass on raw is right: messages are read from the PDU in
 * {@code DongleNewCMGR}, and on bg111's driver written as a PDU too.
 */
package io.camelami.gsm.dialect.dongle;
