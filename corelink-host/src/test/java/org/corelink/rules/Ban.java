package org.corelink.rules;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.regex.Pattern;

/**
 * Something that classes must not use: types as a whole, and single calls on types that are fine otherwise.
 *
 * @param what for a sentence: {@code "no clock"}
 * @param types full names of types
 * @param calls {@code owner#method(parameter,...)} in full names, constructors as {@code <init>}
 */
record Ban(String what, Pattern types, Pattern calls) {
    private static final String NOTHING = "(?!)";

    static Ban ofTypes(String what, String types) {
        return new Ban(what, Pattern.compile(types), Pattern.compile(NOTHING));
    }

    static Ban of(String what, String types, String calls) {
        return new Ban(what, Pattern.compile(types), Pattern.compile(calls));
    }

    /** The condition of an ArchUnit rule. */
    ArchCondition<JavaClass> asCondition() {
        return new ArchCondition<>("use " + what) {
            @Override
            public void check(JavaClass subject, ConditionEvents events) {
                subject.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> isBanned(dependency.getTargetClass()))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(subject, dependency.getDescription())));
                subject.getAccessesFromSelf().stream()
                        .filter(access -> calls.matcher(nameOf(access)).matches())
                        .forEach(access -> events.add(SimpleConditionEvent.violated(subject, access.getDescription())));
            }
        };
    }

    private boolean isBanned(JavaClass target) {
        return types.matcher(target.getBaseComponentType().getFullName()).matches();
    }

    private static String nameOf(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getFullName();
        String target = access.getTarget().getFullName();
        return owner + "#" + target.substring(owner.length() + 1);
    }
}
