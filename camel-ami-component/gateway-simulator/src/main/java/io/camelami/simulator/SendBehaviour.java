package io.camelami.simulator;

/**
 * How one send ends. {@link GatewaySimulator#sentSms()} shows the messages that went out, which is more than those the
 * client was told of.
 */
public enum SendBehaviour {
    /** It goes out and the gateway says so. */
    SENT,
    /** The network refuses it: it does not go out, and the gateway says so. */
    FAILED,
    /**
     * It goes out, but the gateway saw no answer. A synchronous OpenVox command says TIMEOUT, after the send time and not
     * after the timeout the client gave; elsewhere there is no result.
     */
    TIMEOUT,
    /** The span is taken by another synchronous command (OpenVox); elsewhere, where messages queue, as SENT. */
    BUSY,
    /** It goes out, and nothing is ever said: no result line, no event. */
    SILENT,
    /** It goes out, and the connection is cut before a byte of the reply. */
    LOSE_LINK
}
