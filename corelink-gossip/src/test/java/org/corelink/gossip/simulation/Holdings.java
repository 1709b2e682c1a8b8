package org.corelink.gossip.simulation;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How much a node keeps: all objects of this library that can be reached from it, and all that is in their collections. */
final class Holdings {
    private static final String LIBRARY = "org.corelink.gossip.";
    private static final String SIMULATION = Holdings.class.getPackageName();

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> waiting = new ArrayDeque<>();

    private Holdings() {}

    /** Number of objects that {@code root} keeps. */
    static int of(Object root) {
        Holdings holdings = new Holdings();
        holdings.meet(root);
        while (!holdings.waiting.isEmpty()) {
            holdings.open(holdings.waiting.remove());
        }
        return holdings.seen.size();
    }

    private void meet(@Nullable Object object) {
        if (object != null && seen.add(object)) {
            waiting.add(object);
        }
    }

    private void open(Object object) {
        switch (object) {
            case Map<?, ?> map -> map.forEach((key, value) -> {
                meet(key);
                meet(value);
            });
            case Collection<?> collection -> collection.forEach(this::meet);
            case Object[] array -> Arrays.asList(array).forEach(this::meet);
            default -> openFields(object);
        }
    }

    private void openFields(Object object) {
        for (Class<?> type = object.getClass(); isOfLibrary(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    meet(valueOf(field, object));
                }
            }
        }
    }

    private static boolean isOfLibrary(@Nullable Class<?> type) {
        return type != null
                && type.getName().startsWith(LIBRARY)
                && !type.getPackageName().equals(SIMULATION);
    }

    private static @Nullable Object valueOf(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new AssertionError("made accessible", e);
        }
    }
}
