package io.camelami.component;

import io.camelami.ami.AmiAction;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Records of which every text is the same private one. */
final class Filled {

    /** Good as a number, as a text and as a USSD code. */
    static final String PRIVATE = "4915198765432";

    /**
     * What is the caller's or the gateway's own name for something, or was made for people: that no number and no text is in
     * it is shown where it is made.
     */
    private static final Set<String> FOR_PEOPLE = Set.of(
            "gateway",
            "host",
            "id",
            "gatewayId",
            "callId",
            "uniqueId",
            "linkedId",
            "messageId",
            "session",
            "reason",
            "detail",
            "reply",
            "line",
            "banner",
            "mayBeMissing",
            "threadName",
            "key",
            "state",
            "reference",
            "disposition",
            "application",
            "user",
            "username",
            "name",
            "why",
            "events",
            "callEvents",
            "rawEvents",
            "gsmVersion",
            "gsmSpans");

    private Filled() {}

    static Object of(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        // Some want exactly one of two, or nothing beside a certain value.
        InvocationTargetException first = null;
        for (int without = -1; without < components.length; without++) {
            try {
                Object[] values = new Object[components.length];
                for (int i = 0; i < values.length; i++) {
                    boolean needed = i != without || components[i].getType().isPrimitive();
                    values[i] = needed ? value(components[i]) : null;
                }
                return constructor.newInstance(values);
            } catch (InvocationTargetException e) {
                first = first == null ? e : first;
            }
        }
        throw first;
    }

    private static Object value(RecordComponent component) throws ReflectiveOperationException {
        Class<?> type = component.getType();
        if (type == String.class || type == CharSequence.class) {
            String name = component.getName();
            return FOR_PEOPLE.contains(name) ? name : name.startsWith("channel") ? "SIP/" + PRIVATE : PRIVATE;
        }
        if (type == List.class) {
            Object element = element(component);
            return element == null ? List.of() : List.of(element);
        }
        if (type == Set.class) {
            return Set.of();
        }
        if (type == Map.class) {
            return component.getGenericType().getTypeName().contains("String, java.lang.String")
                    ? Map.of("A", PRIVATE)
                    : Map.of();
        }
        if (type.isEnum()) {
            // A failure has a class, and nothing else has one.
            Object[] constants = type.getEnumConstants();
            return Stream.of(constants)
                    .filter(constant -> constant.toString().equals("FAILED"))
                    .findFirst()
                    .orElse(constants[0]);
        }
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type == char.class) {
            return '5';
        }
        if (type == int.class || type == Integer.class) {
            return 1;
        }
        if (type == long.class || type == Long.class) {
            return 1L;
        }
        if (type == double.class) {
            return 0.5;
        }
        if (type == byte[].class) {
            return PRIVATE.getBytes(StandardCharsets.UTF_8);
        }
        if (type == Instant.class) {
            return Instant.EPOCH;
        }
        if (type == Duration.class) {
            return Duration.ofMinutes(5);
        }
        if (type == OffsetDateTime.class) {
            return OffsetDateTime.of(2026, 3, 1, 10, 0, 0, 0, ZoneOffset.UTC);
        }
        if (type == LocalDateTime.class) {
            return LocalDateTime.of(2026, 3, 1, 10, 0);
        }
        if (type == ZoneId.class) {
            return ZoneOffset.UTC;
        }
        if (type == Pattern.class) {
            return Pattern.compile("x");
        }
        if (type == AmiAction.class) {
            return AmiAction.of("Login").with("Secret", PRIVATE);
        }
        if (type.isInterface()) {
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> null);
        }
        return type.isRecord() && Modifier.isPublic(type.getModifiers()) ? of(type) : null;
    }

    private static Object element(RecordComponent list) throws ReflectiveOperationException {
        Type type = ((ParameterizedType) list.getGenericType()).getActualTypeArguments()[0];
        if (type == Integer.class) {
            return 1;
        }
        if (type == String.class) {
            return FOR_PEOPLE.contains(list.getName()) ? list.getName() : PRIVATE;
        }
        return type instanceof Class<?> element && element.isRecord() ? of(element) : null;
    }

    /** Whether there is anything in it that could be private. */
    static boolean concerns(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .anyMatch(component -> !component.getType().isPrimitive()
                        && component.getType() != Duration.class
                        && component.getType() != Instant.class);
    }
}
