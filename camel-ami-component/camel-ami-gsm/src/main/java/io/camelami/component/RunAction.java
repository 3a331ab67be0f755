package io.camelami.component;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.GsmGateway;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.camel.Message;

/** The operation ACTION: any AMI action that the endpoint allows, with the events of its list. */
final class RunAction extends Question<AmiResponse> {

    private static final String NAME = "Action";
    /** Names get into exception messages, so nothing else may be in them. */
    private static final Pattern ACTION_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Allowed allowed;

    RunAction(AmiGsmEndpoint endpoint, SharedGateway gateway) {
        super(endpoint, gateway);
        this.allowed = new Allowed("allowedActions", endpoint.getAllowedActions());
    }

    @Override
    Function<GsmGateway, CompletableFuture<AmiResponse>> ask(Message message) {
        allowed.checkAny();
        AmiAction action = action(message);
        if (!ACTION_NAME.matcher(action.name()).matches()) {
            throw new IllegalArgumentException("the name of the action is no name of an AMI action");
        }
        allowed.check(action.name());
        return gateway -> gateway.action(action);
    }

    private static AmiAction action(Message message) {
        Object body = message.getBody();
        if (body instanceof AmiAction action) {
            return action;
        }
        String name = message.getHeader(AmiGsmConstants.ACTION, String.class);
        if (body instanceof Map<?, ?> map) {
            return action(map, name);
        }
        if (body != null && !"".equals(body)) {
            throw new IllegalArgumentException(
                    "the body is neither a Map nor an AmiAction; it is the headers of the action, or nothing");
        }
        return action(Map.of(), name);
    }

    private static AmiAction action(Map<?, ?> headers, String otherwise) {
        String name = headers.get(NAME) == null ? otherwise : text(headers.get(NAME));
        if (name == null) {
            throw new IllegalArgumentException(
                    "no action is named; name it as " + NAME + " in the body or as header " + AmiGsmConstants.ACTION);
        }
        AmiAction action = AmiAction.of(name);
        for (Map.Entry<?, ?> header : headers.entrySet()) {
            String headerName = String.valueOf(header.getKey());
            if (!headerName.equals(NAME)) {
                Object given = header.getValue();
                for (Object value : given instanceof Collection<?> many ? many : Collections.singleton(given)) {
                    action = action.with(headerName, text(value));
                }
            }
        }
        return action;
    }

    private static String text(Object value) {
        if (value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Enum<?>) {
            return value.toString();
        }
        throw new IllegalArgumentException("a header of the action has "
                + (value == null
                        ? "no value"
                        : "a value of type " + value.getClass().getSimpleName())
                + "; it is a text, a number or a boolean, or a list of them for a header that is repeated");
    }

    @Override
    ActionException write(Message message, AmiResponse answer) {
        message.setBody(answer);
        return writeStatus(message, answer);
    }
}
