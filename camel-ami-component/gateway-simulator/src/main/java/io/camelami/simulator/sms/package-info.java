/** What a mobile network does with a text: alphabets, parts and PDUs (3GPP TS 23.038 and 23.040). */
package io.camelami.simulator.sms;
