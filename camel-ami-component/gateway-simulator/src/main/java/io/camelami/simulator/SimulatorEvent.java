package io.camelami.simulator;

import io.camelami.simulator.fault.Fault;
import io.camelami.simulator.fault.FaultPoint;

/** What happens in a simulator, for a program that watches it. */
public sealed interface SimulatorEvent {

    record Listening(int port) implements SimulatorEvent {}

    record Login(String user) implements SimulatorEvent {}

    record LoginRefused(String user) implements SimulatorEvent {}

    record Logout(String user) implements SimulatorEvent {}

    record SmsSent(SentSms sms) implements SimulatorEvent {}

    /** A fault that was planned has struck. */
    record FaultStruck(FaultPoint point, Fault fault) implements SimulatorEvent {}

    record SmsReceived(int span, String sender, String text) implements SimulatorEvent {}
}
