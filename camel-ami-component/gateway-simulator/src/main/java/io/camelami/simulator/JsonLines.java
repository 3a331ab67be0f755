package io.camelami.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** What happens, one JSON object a line: always {@code event}, and what belongs to it. */
final class JsonLines {
    private final PrintStream out;
    private final JsonFactory json = new JsonFactory();

    JsonLines(PrintStream out) {
        this.out = out;
    }

    void error(String message) {
        print("error", "message", message);
    }

    void tell(SimulatorEvent event) {
        if (event instanceof SimulatorEvent.Listening listening) {
            print("listening", "port", listening.port());
        } else if (event instanceof SimulatorEvent.Stopped) {
            print("stopped");
        } else if (event instanceof SimulatorEvent.Login login) {
            print("login", "user", login.user());
        } else if (event instanceof SimulatorEvent.LoginRefused refused) {
            print("login-refused", "user", refused.user());
        } else if (event instanceof SimulatorEvent.Logout logout) {
            print("logout", "user", logout.user());
        } else if (event instanceof SimulatorEvent.SmsSent sent) {
            SentSms sms = sent.sms();
            print("sms-sent", "span", sms.span(), "to", sms.to(), "text", sms.text(), "id", sms.id());
        } else if (event instanceof SimulatorEvent.SmsReceived received) {
            print("sms-received", "span", received.span(), "sender", received.sender(), "text", received.text());
        } else if (event instanceof SimulatorEvent.UssdSent sent) {
            print("ussd-sent", "span", sent.span(), "code", sent.code());
        } else if (event instanceof SimulatorEvent.UssdReceived received) {
            UssdAnswer answer = received.answer();
            print("ussd-received", "span", received.span(), "text", answer.text(), "menu", answer.isMenu());
        } else if (event instanceof SimulatorEvent.CallReceived call) {
            print("call-received", "span", call.span(), "caller", call.caller());
        } else if (event instanceof SimulatorEvent.CallAnswered call) {
            print("call-answered", "span", call.span(), "caller", call.caller());
        } else if (event instanceof SimulatorEvent.CallEnded call) {
            print("call-ended", "span", call.span(), "caller", call.caller(), "answered", call.answered());
        } else if (event instanceof SimulatorEvent.SpanChanged span) {
            print("span", "span", span.span(), "link", span.state().link());
        } else if (event instanceof SimulatorEvent.FaultStruck struck) {
            print("fault", "point", struck.point(), "fault", struck.fault());
        }
    }

    /** @param fields names and values by turns; the value is a number, a boolean, null or something to be shown as text */
    void print(String event, Object... fields) {
        StringWriter line = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(line)) {
            generator.writeStartObject();
            generator.writeStringField("event", event);
            for (int i = 0; i < fields.length; i += 2) {
                generator.writeFieldName((String) fields[i]);
                write(fields[i + 1], generator);
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println(line);
    }

    private static void write(Object value, JsonGenerator generator) throws IOException {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof Integer number) {
            generator.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else {
            generator.writeString(value.toString());
        }
    }
}
