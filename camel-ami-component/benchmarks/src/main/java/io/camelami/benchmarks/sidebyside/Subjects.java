package io.camelami.benchmarks.sidebyside;

/** The subjects that take a stream of events, by the names that tables show. */
enum Subjects {
    RAW("raw read", Mix.CALLS, 100),
    SCAN("scan for the end", Mix.CALLS, 100),
    SCAN_MIXED("scan for the end, 1 in 10", Mix.ONE_IN_TEN, 100),
    ONE_PASS("one pass and no client", Mix.CALLS, 100),
    ONE_PASS_FILTER("one pass, 1 in 10 kept", Mix.ONE_IN_TEN, 100),
    DECODER("our decoder", Mix.CALLS, 100),
    LISTENER("our client, listener", Mix.CALLS, 100),
    QUEUE("our client, queue", Mix.CALLS, 100),
    FILTER("our client, 1 in 10 kept", Mix.ONE_IN_TEN, 100),
    // It has a queue of 20,000 events and drops the others.
    ASTERISK_JAVA("asterisk-java", Mix.CALLS, 8),
    PANORAMISK("Panoramisk", Mix.CALLS, 8),
    MEMORY("Camel from memory", Mix.CALLS, 100),
    AMI_GSM("ami-gsm", Mix.CALLS, 100),
    CAMEL_ASTERISK("camel-asterisk", Mix.CALLS, 8);

    final String title;
    final Mix mix;

    /** How many events the server writes at once: as many as a subject takes without losing any. */
    final int burst;

    Subjects(String title, Mix mix, int blocks) {
        this.title = title;
        this.mix = mix;
        this.burst = blocks * Mix.BLOCK;
    }

    Subject create() {
        return switch (this) {
            case RAW -> new RawSocket(false, mix);
            case SCAN, SCAN_MIXED -> new RawSocket(true, mix);
            case ONE_PASS -> new OnePass(null);
            case ONE_PASS_FILTER -> new OnePass(Mix.WANTED);
            case DECODER -> new OurDecoder();
            case LISTENER -> new OurClient(OurClient.Way.LISTENER);
            case QUEUE -> new OurClient(OurClient.Way.QUEUE);
            case FILTER -> new OurClient(OurClient.Way.FILTER);
            case ASTERISK_JAVA -> new AsteriskJava();
            case MEMORY -> new CamelSubject(CamelSubject.From.MEMORY);
            case AMI_GSM -> new CamelSubject(CamelSubject.From.AMI_GSM);
            case CAMEL_ASTERISK -> new CamelSubject(CamelSubject.From.CAMEL_ASTERISK);
            case PANORAMISK -> throw new IllegalStateException("Panoramisk is no Java");
        };
    }
}
