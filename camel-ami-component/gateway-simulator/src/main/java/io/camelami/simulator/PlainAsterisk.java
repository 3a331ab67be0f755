package io.camelami.simulator;

import io.camelami.simulator.Radio.Modem;
import io.camelami.simulator.cli.CliCommand.Result;
import io.camelami.simulator.cli.CliTokenizer;
import io.camelami.simulator.cli.CommandOutput;
import io.camelami.simulator.cli.CommandShell;
import io.camelami.simulator.manager.ActionTable;
import io.camelami.simulator.manager.CommandAction;
import io.camelami.simulator.manager.LinkCutException;
import io.camelami.simulator.manager.Wire;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An Asterisk without GSM hardware whose dial plan and CLI aliases imitate a gateway: {@code gsm send sms} is an alias of
 * {@code database put}, and a message arrives as a call to extension {@code sms} of the span's context.
 */
final class PlainAsterisk implements Gateway {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Duration NO_LIMIT = Duration.ofDays(1);

    private final GatewayParts parts;
    private final boolean modern;
    private final ChannelEvents events;

    PlainAsterisk(GatewayParts parts, boolean modern) {
        this.parts = parts;
        this.modern = modern;
        this.events = new ChannelEvents(parts.events(), modern);
    }

    @Override
    public void addTo(CommandShell shell) {
        shell.add("gsm send sms", "", (words, output) -> send(shell, words, output))
                .add("gsm send ussd", "", (words, output) -> alias(shell, words, output));
    }

    @Override
    public void addTo(ActionTable actions, CommandShell shell) {
        actions.add("Command", "command,all", new CommandAction(shell, "Command", parts.onCommand()));
        if (modern) {
            actions.add("MessageSend", "message,all", new MessageSend(parts.radio()));
        }
    }

    private Result send(CommandShell shell, List<String> words, CommandOutput output)
            throws IOException, InterruptedException {
        List<String> arguments = CliTokenizer.split(joinedArguments(words));
        Optional<Modem> modem =
                arguments.size() == 3 ? parts.radio().modem(SpanArgument.number(arguments.get(0))) : Optional.empty();
        if (modem.isPresent()) {
            SentSms sms = new SentSms(modem.get().span(), Wire.text(arguments.get(1)), Wire.text(arguments.get(2)), "");
            SendBehaviour behaviour = modem.get().nextBehaviour();
            modem.get().send(sms, behaviour, NO_LIMIT);
            if (behaviour == SendBehaviour.LOSE_LINK) {
                throw LinkCutException.reset();
            }
            if (behaviour == SendBehaviour.SILENT) {
                output.awaitClientGone();
            }
            if (behaviour == SendBehaviour.FAILED) {
                output.print("Failed to update entry\n");
                return Result.FAILURE;
            }
        }
        return alias(shell, words, output);
    }

    private static Result alias(CommandShell shell, List<String> words, CommandOutput output)
            throws IOException, InterruptedException {
        shell.run("database put " + joinedArguments(words), output);
        return Result.SUCCESS;
    }

    /** An alias puts its words together without their quotes, so a quoted text falls apart. */
    private static String joinedArguments(List<String> words) {
        return String.join(" ", words.subList(3, words.size()));
    }

    @Override
    public void deliver(int span, String sender, String text, LocalDateTime time) {
        String context = "gsm-" + span;
        String channel = "Local/sms@%s-%08x".formatted(context, parts.serial().nextChannel());
        String firstId = parts.serial().nextUniqueId();
        PbxChannel first = new PbxChannel(channel + ";1", PbxChannel.DOWN, context, "sms", firstId, firstId);
        PbxChannel second = new PbxChannel(
                channel + ";2", PbxChannel.RING, context, "sms", parts.serial().nextUniqueId(), firstId);
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("SMS_TEXT", Wire.of(text));
        variables.put("SMS_TIME", time.format(TIME));
        variables.put("SMS_SENDER", Wire.of(sender));
        if (modern) {
            events.step(first, "AppDial2", "(Outgoing Line)");
        }
        List<PbxChannel> legsWithVariables = new ArrayList<>(List.of(first));
        if (modern) {
            legsWithVariables.add(second);
        }
        legsWithVariables.forEach(leg -> variables.forEach((name, value) -> events.variable(leg, name, value)));
        String appData = "process_sms,\"%d\",\"%s\",\"%s\",\"%s\""
                .formatted(span, Wire.of(sender), time.format(TIME), Wire.of(text));
        events.step(second, "NoOp", appData);
        events.step(second.at(2), "Hangup", "");
    }

    @Override
    public InboundCall call(int span, Party caller) {
        return TrunkCall.onAsterisk(parts, modern, span, caller);
    }
}
