package io.camelami.simulator.manager;

import java.io.IOException;

/** Answers one kind of action, in the thread of the session that sent it. */
@FunctionalInterface
public interface ActionHandler {
    void handle(ManagerSession session, ManagerAction action) throws IOException, InterruptedException;
}
