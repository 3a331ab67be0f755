package io.camelami.benchmarks.sidebyside;

import org.asteriskjava.manager.ManagerConnection;
import org.asteriskjava.manager.ManagerConnectionFactory;
import org.asteriskjava.manager.event.AbstractChannelEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.NewExtenEvent;
import org.asteriskjava.manager.event.VarSetEvent;

/** asterisk-java, at its best: it logs nothing, and of no event it has to drop a header. */
final class AsteriskJava implements Subject {

    private final Touch touch = new Touch();
    private volatile long events;
    private ManagerConnection connection;

    @Override
    public void connect(String host, int port) throws Exception {
        connection = new ManagerConnectionFactory(host, port, "bench", "bench").createManagerConnection();
        connection.addEventListener(this::read);
        connection.login();
    }

    ManagerConnection connection() {
        return connection;
    }

    private void read(ManagerEvent event) {
        read(touch, event);
        events = touch.count();
    }

    /** Events of other kinds, such as that of the connection itself, do not count. */
    static void read(Touch touch, ManagerEvent event) {
        String name = event.getClass().getSimpleName();
        if (event instanceof VarSetEvent set) {
            touch.read(name, set.getChannel(), set.getUniqueId());
        } else if (event instanceof NewExtenEvent step) {
            touch.read(name, step.getChannel(), step.getUniqueId());
        } else if (event instanceof AbstractChannelEvent other) {
            touch.read(name, other.getChannel(), other.getUniqueId());
        }
    }

    @Override
    public long events() {
        return events;
    }

    @Override
    public void close() {
        connection.logoff();
    }
}
