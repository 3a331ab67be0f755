package io.camelami.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * The events of a call as Asterisk 13 and later write them: one Newchannel, four VarSet, three Newexten, one Hangup. Written
 * here and not by the client or the simulator, so that neither can make it easy for itself. Every header is one for which
 * asterisk-java has a setter: for others it would log a warning each time.
 */
public final class CallEvents {

    /** How many events a call has. */
    public static final int PER_CALL = 9;

    private CallEvents() {}

    /**
     * The events of one call in their order, each as it goes over the wire but for the empty line at its end.
     *
     * @param call which one; channel and ids differ from call to call
     */
    public static List<String> ofCall(int call) {
        List<String> events = new ArrayList<>(PER_CALL);
        String head = head(call);
        events.add("Event: Newchannel\r\nPrivilege: call,all\r\n" + head);
        events.add(varSet(head, "SIPCALLID", "6f1f2c3d-" + call + "@192.168.1.20"));
        events.add(newExten(head, "1", "NoOp", "Call from " + number(call)));
        events.add(varSet(head, "CDR(accountcode)", "sales"));
        events.add(newExten(head, "2", "Set", "CHANNEL(language)=en"));
        events.add(varSet(head, "DIALSTATUS", "ANSWER"));
        events.add(newExten(head, "3", "Dial", "PJSIP/1001,30,tT"));
        events.add(varSet(head, "ANSWEREDTIME", Integer.toString(call % 600)));
        events.add("Event: Hangup\r\nPrivilege: call,all\r\n" + head + "Cause: 16\r\nCause-txt: Normal Clearing\r\n");
        return events;
    }

    private static String varSet(String head, String variable, String value) {
        return "Event: VarSet\r\nPrivilege: dialplan,all\r\n" + head + "Variable: " + variable + "\r\nValue: " + value
                + "\r\n";
    }

    private static String newExten(String head, String priority, String application, String data) {
        return "Event: Newexten\r\nPrivilege: dialplan,all\r\n"
                + head.replace("Priority: 1\r", "Priority: " + priority + "\r") + "Extension: 1001\r\nApplication: "
                + application + "\r\nAppData: " + data + "\r\n";
    }

    private static String head(int call) {
        String id = "pbx-176425" + (1000 + call / 100 % 9000) + "." + call;
        return "Channel: PJSIP/trunk-" + String.format("%08x", call)
                + "\r\nChannelState: 4\r\nChannelStateDesc: Ring\r\nCallerIDNum: " + number(call)
                + "\r\nCallerIDName: Subscriber of line " + call
                + "\r\nConnectedLineNum: 1001\r\nConnectedLineName: Reception desk, ground floor\r\nLanguage: en\r\nAccountCode: sales"
                + "\r\nContext: from-trunk-inbound-daytime\r\nExten: 1001\r\nPriority: 1\r\nUniqueid: " + id
                + "\r\nLinkedid: "
                + id
                + "\r\n";
    }

    private static String number(int call) {
        return "+4917" + (10_000_000 + call);
    }
}
