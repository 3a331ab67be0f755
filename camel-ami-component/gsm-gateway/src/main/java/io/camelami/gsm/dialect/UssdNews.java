package io.camelami.gsm.dialect;

import io.camelami.gsm.ussd.UssdReply;

/**
 * USSD that a gateway tells in an event: the answer to a code that was dialled on that span, or something the network
 * says unasked. Which of the two, the gateway does not tell.
 */
public record UssdNews(int span, UssdReply reply) implements Signal {}
