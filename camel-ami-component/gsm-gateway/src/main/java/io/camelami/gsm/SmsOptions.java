package io.camelami.gsm;

import io.camelami.gsm.Capabilities.SmsFeature;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What one SMS asks of the network besides being sent. What is null is as the gateway's dialect options say, and without
 * such an option not asked for. What a dialect lacks ({@link Capabilities#sms()}) it refuses; it never leaves it out.
 *
 * @param flash whether it is shown at once and not stored (class 0)
 * @param validity how long the network shall try, up to {@link #LONGEST_VALIDITY}. The network knows steps, to which it is
 *     rounded up: of 5 minutes in the first 12 hours, then of 30 minutes, of days from the second on, of weeks from the
 *     fifth on
 * @param deliveryReport whether the network is to report that the recipient's phone has it. A send with a report ends as
 *     {@link Outcome#DELIVERED}, or as {@link Outcome#EXPIRED} if none comes in its time
 */
public record SmsOptions(Boolean flash, Duration validity, Boolean deliveryReport) {

    /** Asks for nothing. */
    public static final SmsOptions NONE = new SmsOptions(null, null, null);

    /** 63 weeks: no more can be told to a network (TS 23.040 §9.2.3.12.1). */
    public static final Duration LONGEST_VALIDITY = Duration.ofDays(63 * 7L);

    public SmsOptions {
        if (validity != null
                && (validity.isNegative() || validity.isZero() || validity.compareTo(LONGEST_VALIDITY) > 0)) {
            throw new IllegalArgumentException("a validity of " + validity + " cannot be told to a network: it is more"
                    + " than nothing and no more than " + LONGEST_VALIDITY.toDays() + " days");
        }
    }

    public SmsOptions withFlash(Boolean newFlash) {
        return new SmsOptions(newFlash, validity, deliveryReport);
    }

    public SmsOptions withValidity(Duration newValidity) {
        return new SmsOptions(flash, newValidity, deliveryReport);
    }

    public SmsOptions withDeliveryReport(Boolean newDeliveryReport) {
        return new SmsOptions(flash, validity, newDeliveryReport);
    }

    public boolean flashOr(boolean otherwise) {
        return flash != null ? flash : otherwise;
    }

    /** @param otherwise may be null, for the network's own */
    public Duration validityOr(Duration otherwise) {
        return validity != null ? validity : otherwise;
    }

    public boolean deliveryReportOr(boolean otherwise) {
        return deliveryReport != null ? deliveryReport : otherwise;
    }

    /** What a gateway must have for it. */
    public Set<SmsFeature> asked() {
        Set<SmsFeature> asked = EnumSet.noneOf(SmsFeature.class);
        if (flashOr(false)) {
            asked.add(SmsFeature.FLASH);
        }
        if (validity != null) {
            asked.add(SmsFeature.VALIDITY);
        }
        if (deliveryReportOr(false)) {
            asked.add(SmsFeature.DELIVERY_REPORT);
        }
        return asked;
    }
}
