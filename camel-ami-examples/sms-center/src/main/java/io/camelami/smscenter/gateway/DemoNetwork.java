package io.camelami.smscenter.gateway;

import io.camelami.simulator.UssdAnswer;
import io.camelami.simulator.UssdNetwork;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network behind the simulated gateway that has a menu to walk through. */
final class DemoNetwork implements UssdNetwork {

    /** The spans whose menu is the second one. */
    private final Set<Integer> inOffers = ConcurrentHashMap.newKeySet();

    @Override
    public UssdAnswer answer(int span, String code, boolean inMenu) {
        if (!inMenu) {
            inOffers.remove(span);
            return dialled(code);
        }
        return inOffers.remove(span) ? offer(code) : choice(span, code);
    }

    private static UssdAnswer dialled(String code) {
        return switch (code) {
            case "*100#" -> UssdAnswer.menu("Example Mobile\n1 Balance\n2 Offers\n3 My number");
            case "*101#" -> balance();
            default -> UssdAnswer.of("Unknown code. Try *100# or *101#.");
        };
    }

    private UssdAnswer choice(int span, String choice) {
        return switch (choice) {
            case "1" -> balance();
            case "2" -> {
                inOffers.add(span);
                yield UssdAnswer.menu("Offers\n1 100 texts for 2.00\n2 1 GB for 5.00");
            }
            case "3" -> UssdAnswer.of("This SIM has the number +44770090010" + span + ".");
            default -> UssdAnswer.of("There is no such choice.");
        };
    }

    private static UssdAnswer offer(String choice) {
        return choice.equals("1") || choice.equals("2")
                ? UssdAnswer.of("Thank you. It is only a simulation: nothing was bought.")
                : UssdAnswer.of("There is no such choice.");
    }

    private static UssdAnswer balance() {
        return UssdAnswer.of("Your balance is 5.00.");
    }
}
