package io.camelami.simulator.manager;

/** Hears what clients do; called in the thread of the session. */
public interface ManagerListener {
    void action(ManagerAction action);

    void login(String user);

    void loginRefused(String user);

    /** The end of a session that was logged in, whoever ended it. */
    void logout(String user);
}
