package io.camelami.gsm.receive;

import io.camelami.ami.AmiRuntime;
import io.camelami.gsm.dialect.UssdNews;
import io.camelami.gsm.event.InboundUssd;
import io.camelami.gsm.send.PendingUssd;
import io.camelami.gsm.ussd.UssdReply;
import io.camelami.gsm.ussd.UssdSessions;
import io.camelami.gsm.ussd.UssdStatus;

/** USSD that comes as an event: gives it to the request that waits for it, or tells of it as come unasked. */
public final class UssdInbox {
    private final String gateway;
    private final AmiRuntime runtime;
    private final Listeners listeners;
    private final PendingUssd pending;
    private final UssdSessions sessions;

    public UssdInbox(
            String gateway, AmiRuntime runtime, Listeners listeners, PendingUssd pending, UssdSessions sessions) {
        this.gateway = gateway;
        this.runtime = runtime;
        this.listeners = listeners;
        this.pending = pending;
        this.sessions = sessions;
    }

    void accept(UssdNews news, long epoch) {
        UssdReply reply = news.reply();
        if (pending.deliver(news.span(), reply)) {
            return;
        }
        String session = null;
        if (reply.status() == UssdStatus.FURTHER_ACTION) {
            session = sessions.menu(news.span(), runtime.nanoTime());
        } else {
            // A modem has one session: what is not a menu is the end of the one that was open.
            sessions.end(news.span());
        }
        listeners.tell(new InboundUssd(
                gateway,
                runtime.clock().instant(),
                epoch,
                news.span(),
                reply.status(),
                reply.text(),
                reply.dcs(),
                reply.raw(),
                session));
    }
}
