/**
 * USSD: what may be dialled, what gateways print for an answer and how it is decoded, menus, and scripts that walk
 * through them. Nothing in here touches a link; a dialect and the gateway do that.
 */
package io.camelami.gsm.ussd;
