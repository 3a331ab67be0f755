package io.camelami.ami;

import java.util.Locale;

/** How gateways begin and end the lists that answer an action, in all the ways seen (gateways.md §1.8). */
final class EventList {

    private static final String FOLLOWS = "will follow";

    private EventList() {}

    /** {@code EventList: start}, or on older servers only a message such as "Channel status will follow". */
    static boolean opens(AmiResponse response) {
        String marker = response.get("EventList");
        boolean announces = marker != null ? marker.strip().equalsIgnoreCase("start") : saysSo(response.get("Message"));
        return announces && response.success();
    }

    /** Not any "follow": a Command on Asterisk 14 and later says "Command output follows". */
    private static boolean saysSo(String message) {
        if (message == null) {
            return false;
        }
        String said = message.strip();
        return said.regionMatches(true, said.length() - FOLLOWS.length(), FOLLOWS, 0, FOLLOWS.length());
    }

    /**
     * {@code EventList: Complete} (or cancelled), or on older servers only the name: StatusComplete, PeerlistComplete.
     *
     * @param announcement the answer that opened the list
     */
    static boolean closes(AmiResponse announcement, AmiEvent event) {
        String marker = event.get("EventList");
        if (marker != null) {
            return !marker.strip().equalsIgnoreCase("start");
        }
        // Servers before 1.8 end DBGet with its one item; where a DBGetComplete follows, it is dropped as a late item.
        return event.name().toLowerCase(Locale.ROOT).endsWith("complete")
                || announcement.get("EventList") == null && event.is("DBGetResponse");
    }

    /**
     * Whether the event went to every session. Such events have {@code all} among their privileges; items of lists have
     * no privileges, or {@code Call} in the case of Status. A UserEvent or OriginateResponse with the ActionID of an open
     * list is therefore no item of it.
     */
    static boolean broadcast(AmiEvent event) {
        String privileges = event.get("Privilege");
        if (privileges == null) {
            return false;
        }
        for (String privilege : privileges.split(",")) {
            if (privilege.strip().equalsIgnoreCase("all")) {
                return true;
            }
        }
        return false;
    }
}
