/** OpenVox VoxStack gateways: the chan_extra driver on Asterisk 1.8 (gateways.md §2). */
package io.camelami.gsm.dialect.openvox;
