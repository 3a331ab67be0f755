package io.camelami.smscenter.message;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A message to send.
 *
 * @param to recipient; blanks, hyphens, dots, slashes and brackets that people write into numbers are taken out
 * @param span the span to send from, counted from 1, or null to let the gateway choose
 */
public record NewMessage(
        @NotNull(message = "is missing")
                @Pattern(
                        regexp = "\\+?[0-9]{2,20}",
                        message = "must be a phone number: 2 to 20 digits, optionally after a +")
                String to,
        @NotBlank(message = "must not be empty")
                @Size(max = MAX_TEXT, message = "must not be longer than {max} characters")
                String text,
        @Min(value = 1, message = "must be 1 or more; leave it out to let the gateway choose") Integer span) {

    /** Ten parts of the GSM alphabet: what every phone can put together again. */
    static final int MAX_TEXT = 1530;

    public NewMessage {
        to = to == null ? null : to.replaceAll("[\\s()./-]", "");
    }

    /** Without number and text: they are private. */
    @Override
    public String toString() {
        return "NewMessage[span=" + span + "]";
    }
}
