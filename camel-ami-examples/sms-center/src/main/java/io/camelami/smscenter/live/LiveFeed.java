package io.camelami.smscenter.live;

import io.camelami.smscenter.call.PhoneCall;
import io.camelami.smscenter.gateway.GatewayState;
import io.camelami.smscenter.gateway.Handset;
import io.camelami.smscenter.message.Message;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.web.session.HttpSessionDestroyedEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells every open page what changes: the events {@code message}, {@code call}, {@code gateway} and
 * {@code handset}.
 *
 * <p>A page that connects loads the lists afterwards, so it misses nothing; a page that cannot keep up is disconnected,
 * comes back by itself and loads them again.
 */
@RestController
class LiveFeed {

    private final Set<LivePage> pages = ConcurrentHashMap.newKeySet();
    private final ExecutorService writers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "live-feed");
        thread.setDaemon(true);
        return thread;
    });

    @GetMapping(path = "/api/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter connect(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        LivePage page = new LivePage(session == null ? null : session.getId(), writers, pages::remove);
        pages.add(page);
        page.send(SseEmitter.event().comment("connected"));
        return page.emitter();
    }

    @EventListener
    void on(Message message) {
        broadcast("message", message);
    }

    @EventListener
    void on(PhoneCall call) {
        broadcast("call", call);
    }

    @EventListener
    void on(GatewayState state) {
        broadcast("gateway", state);
    }

    @EventListener
    void on(Handset.Text text) {
        broadcast("handset", text);
    }

    /** Logged out, also in another window, or not used for too long. */
    @EventListener
    void on(HttpSessionDestroyedEvent ended) {
        pages.stream().filter(page -> ended.getId().equals(page.session())).forEach(LivePage::close);
    }

    /** Finds out which pages are gone, and keeps proxies from closing the idle connection of the others. */
    @Scheduled(fixedRate = 15_000)
    void heartbeat() {
        pages.forEach(page -> page.send(SseEmitter.event().comment("alive")));
    }

    /** Before the web server stops: it would wait for the open connections. */
    @EventListener
    void on(ContextClosedEvent closed) {
        pages.forEach(LivePage::close);
        writers.shutdown();
    }

    private void broadcast(String event, Object data) {
        pages.forEach(page -> page.send(SseEmitter.event().name(event).data(data, MediaType.APPLICATION_JSON)));
    }
}
