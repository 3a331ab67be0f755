/** Yeastar NeoGate TG gateways: the action smscommand and its events (gateways.md §3). */
package io.camelami.gsm.dialect.yeastar;
