package io.camelami.simulator;

/** What becomes of the delivery report of a message that asked for one and went out. */
public enum ReportBehaviour {
    /** The recipient's phone has it (TP-Status 0). */
    DELIVERED(0x00),
    /** The network gave up: the validity period is over (TP-Status 0x46, 70). */
    UNDELIVERABLE(0x46),
    /** First a report that the network still tries (TP-Status 0x20, 32), then DELIVERED. */
    LATER(0x00),
    /** As DELIVERED, but the report names a national number by its international form, so the driver finds no match. */
    OTHER_NUMBER(0x00),
    /** No report comes, and the driver says so with a report of type 2, naming whichever device looked first. */
    EXPIRED(0x00),
    /** No report comes. */
    NEVER(0x00);

    private final int status;

    ReportBehaviour(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }
}
