/** SMS as modems and networks carry it: 3GPP TS 23.040 (TPDU) and TS 23.038 (alphabets). */
package io.camelami.gsm.pdu;
