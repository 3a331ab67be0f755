package io.camelami.component;

import io.camelami.ami.AmiResponse;
import io.camelami.gsm.GsmGateway;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.camel.Message;

/** The operation COMMAND: a CLI command that the endpoint allows. */
final class RunCommand extends Question<AmiResponse> {

    private final Allowed allowed;

    RunCommand(AmiGsmEndpoint endpoint, SharedGateway gateway) {
        super(endpoint, gateway);
        this.allowed = new Allowed("allowedCommands", endpoint.getAllowedCommands());
    }

    @Override
    Function<GsmGateway, CompletableFuture<AmiResponse>> ask(Message message) {
        allowed.checkAny();
        String command = message.getBody(String.class);
        if (command == null || command.isBlank()) {
            throw new IllegalArgumentException("the body is no command; the body is the CLI command to run");
        }
        allowed.check(command);
        return gateway -> gateway.command(command);
    }

    @Override
    ActionException write(Message message, AmiResponse answer) {
        message.setBody(answer.output());
        return writeStatus(message, answer);
    }
}
