package io.camelami.component;

import org.apache.camel.Message;

/** Which span a message is to be sent from. */
final class SpanHeader {

    private SpanHeader() {}

    /**
     * The option, else the header if it speaks of this gateway: the span of another gateway says nothing here.
     *
     * @return 0 for any
     */
    static int read(Message message, AmiGsmEndpoint endpoint, String gateway) {
        if (endpoint.getSpan() != null) {
            return endpoint.getSpan();
        }
        String of = message.getHeader(AmiGsmConstants.GATEWAY, String.class);
        if (of != null && !of.equals(gateway)) {
            return 0;
        }
        Integer span = message.getHeader(AmiGsmConstants.SPAN, Integer.class);
        return span == null ? 0 : span;
    }
}
