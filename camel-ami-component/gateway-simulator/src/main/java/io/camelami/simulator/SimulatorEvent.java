package io.camelami.simulator;

import io.camelami.simulator.fault.Fault;
import io.camelami.simulator.fault.FaultPoint;

/** What happens in a simulator, for a program that watches it. */
public sealed interface SimulatorEvent {

    record Listening(int port) implements SimulatorEvent {}

    /** It does not listen any more. */
    record Stopped() implements SimulatorEvent {}

    record Login(String user) implements SimulatorEvent {}

    record LoginRefused(String user) implements SimulatorEvent {}

    record Logout(String user) implements SimulatorEvent {}

    record SmsSent(SentSms sms) implements SimulatorEvent {}

    /** A fault that was planned has struck. */
    record FaultStruck(FaultPoint point, Fault fault) implements SimulatorEvent {}

    record SmsReceived(int span, String sender, String text) implements SimulatorEvent {}

    /** A span went down or came up. */
    record SpanChanged(int span, SpanState state) implements SimulatorEvent {}

    /** A code, or a choice in a menu, went out to the network. */
    record UssdSent(int span, String code) implements SimulatorEvent {}

    record UssdReceived(int span, UssdAnswer answer) implements SimulatorEvent {}

    /** A call comes in. */
    record CallReceived(int span, String caller) implements SimulatorEvent {}

    /** A call that came in was answered. */
    record CallAnswered(int span, String caller) implements SimulatorEvent {}

    /** A call that came in is over. */
    record CallEnded(int span, String caller, boolean answered) implements SimulatorEvent {}
}
