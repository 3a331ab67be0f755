package io.camelami.simulator.manager;

import io.camelami.simulator.fault.Fault;
import io.camelami.simulator.fault.FaultPoint;

/** Hears what clients do; called in the thread of the session. */
public interface ManagerListener {
    void action(ManagerAction action);

    void login(String user);

    void loginRefused(String user);

    /** A fault that was planned has struck. */
    void fault(FaultPoint point, Fault fault);

    /** The end of a session that was logged in, whoever ended it. */
    void logout(String user);
}
