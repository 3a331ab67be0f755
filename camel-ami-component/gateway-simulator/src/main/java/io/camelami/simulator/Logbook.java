package io.camelami.simulator;

import io.camelami.simulator.fault.Fault;
import io.camelami.simulator.fault.FaultPoint;
import io.camelami.simulator.manager.ManagerAction;
import io.camelami.simulator.manager.ManagerListener;
import io.camelami.simulator.manager.Wire;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what clients did, and tells whoever listens of all that happens. */
final class Logbook implements ManagerListener {
    private static final Logger LOG = LoggerFactory.getLogger(Logbook.class);

    private final Consumer<SimulatorEvent> listener;
    private final List<SentSms> sentSms = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<ReceivedAction> actions = new CopyOnWriteArrayList<>();
    private final AtomicInteger logins = new AtomicInteger();

    Logbook(Consumer<SimulatorEvent> listener) {
        this.listener = listener;
    }

    /** A listener's fault is its own: it must not stop a modem or end a session. */
    void tell(SimulatorEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            LOG.error("The simulator's listener failed at {}", event.getClass().getSimpleName(), e);
        }
    }

    void sent(SentSms sms) {
        sentSms.add(sms);
        tell(new SimulatorEvent.SmsSent(sms));
    }

    void dialled(int span, String code) {
        tell(new SimulatorEvent.UssdSent(span, code));
    }

    void command(String wire) {
        commands.add(Wire.text(wire));
    }

    @Override
    public void action(ManagerAction action) {
        actions.add(new ReceivedAction(Wire.text(action.name()), action.headers()));
    }

    @Override
    public void login(String user) {
        logins.incrementAndGet();
        tell(new SimulatorEvent.Login(user));
    }

    @Override
    public void loginRefused(String user) {
        tell(new SimulatorEvent.LoginRefused(user));
    }

    @Override
    public void fault(FaultPoint point, Fault fault) {
        tell(new SimulatorEvent.FaultStruck(point, fault));
    }

    @Override
    public void logout(String user) {
        tell(new SimulatorEvent.Logout(user));
    }

    List<SentSms> sentSms() {
        return List.copyOf(sentSms);
    }

    List<String> commands() {
        return List.copyOf(commands);
    }

    List<ReceivedAction> actions() {
        return List.copyOf(actions);
    }

    int logins() {
        return logins.get();
    }
}
