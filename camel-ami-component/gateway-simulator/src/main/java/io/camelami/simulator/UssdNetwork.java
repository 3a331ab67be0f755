package io.camelami.simulator;

/** The network behind the modems, as far as USSD goes. Called in the threads of sessions and modems. */
@FunctionalInterface
public interface UssdNetwork {

    /**
     * @param code what was dialled or answered
     * @param inMenu whether a menu was open on that span, so that the code is taken for a choice in it
     */
    UssdAnswer answer(int span, String code, boolean inMenu);
}
