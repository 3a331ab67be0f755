package io.camelami.smscenter.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Received messages that the database did not take, as one JSON file each. */
@Component
public class UnstoredSms {

    /** Endpoint to write one. The file appears under its name only when it is whole. */
    public static final String WRITE = "file:{{sms-center.unstored}}?tempPrefix=.&charset=UTF-8";

    /** Endpoint to read them; a file is deleted once its message is stored, and stays until then. */
    public static final String READ =
            "file:{{sms-center.unstored}}?delete=true&include=.*\\.json&charset=UTF-8&delay=2000&initialDelay=0";

    private final ObjectMapper json;
    private final Path directory;

    UnstoredSms(ObjectMapper json, @Value("${sms-center.unstored}") Path directory) {
        this.json = json;
        this.directory = directory;
    }

    public void toJson(Exchange exchange) throws JsonProcessingException {
        ReceivedSms sms = exchange.getMessage().getBody(ReceivedSms.class);
        exchange.getMessage().setHeader(Exchange.FILE_NAME, sms.key() + ".json");
        exchange.getMessage().setBody(json.writeValueAsString(sms));
    }

    public ReceivedSms fromJson(String content) throws JsonProcessingException {
        return json.readValue(content, ReceivedSms.class);
    }

    /** How many there are. */
    public int count() {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        int count = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
            for (Path ignored : files) {
                count++;
            }
        } catch (IOException e) {
            return 0;
        }
        return count;
    }
}
