package io.camelami.simulator;

import java.util.List;

/** How a gateway tells of one call that comes in. */
interface InboundCall {

    /** Its channels as they are now; a client may hang up any of them. */
    List<PbxChannel> channels();

    void comes();

    /** Who is called is not busy. */
    void rings();

    void answered();

    void ends(EndedCall ended);
}
