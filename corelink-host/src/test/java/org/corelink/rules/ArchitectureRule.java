package org.corelink.rules;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One rule about the classes of all modules.
 *
 * @param rule the rule
 * @param breach simple name of the class, planted among the tests, that breaks it
 */
record ArchitectureRule(ArchRule rule, String breach) {
    private static final Pattern VAGUE =
            Pattern.compile("(^|.*[a-z0-9])(Manager|Impl|Utils?|Helpers?|Common)([A-Z0-9$].*|$)");
    private static final Pattern VAGUE_PACKAGE = Pattern.compile(".*\\.(impl|utils?|helpers?|common|misc)(\\..*|$)");

    /** All of them. */
    static List<ArchitectureRule> all() {
        List<ArchitectureRule> rules = new ArrayList<>(homes());
        List<String> breaches = List.of(
                "ClockReader",
                "SocketOpener",
                "FileReader",
                "ThreadStarter",
                "UnseededDice",
                "ServletUser",
                "CommandRunner");
        for (int i = 0; i < Purity.BANS.size(); i++) {
            Ban ban = Purity.BANS.get(i);
            rules.add(new ArchitectureRule(
                    classes().that(Purity.pureClasses()).should(ban.asCondition()), breaches.get(i)));
        }
        rules.add(new ArchitectureRule(classes().should(Line.knowOnlyWhatStandsLeftOfThem()), "RightLooker"));
        rules.add(new ArchitectureRule(classes().should(Line.knowOnlyWhatStandsLeftOfThem()), "NowhereOnTheLine"));
        rules.add(new ArchitectureRule(pamAloneKnowsAccounts(), "AccountInventor"));
        rules.add(new ArchitectureRule(buildAloneRehearses(), "RehearsalUser"));
        rules.add(new ArchitectureRule(classes().should(haveTellingNames()), "NodeManager"));
        rules.add(new ArchitectureRule(classes().should(haveTellingNames()), "Sundry"));
        return rules;
    }

    /** Of each thing of the outer world, the one place that knows it. */
    private static List<ArchitectureRule> homes() {
        return List.of(
                home("FacesUser", "jakarta.faces.context.FacesContext", "org.corelink.page.."),
                home(
                        "CatalinaUser",
                        "org.apache.(catalina|coyote|tomcat).*",
                        "org.corelink.server..",
                        "org.corelink.manager.."),
                home("CertificateMaker", "org.bouncycastle.*", "org.corelink.host.ca..", "org.corelink.host.join.."),
                home("PasswordAsker", "org.jvnet.libpam.*", "org.corelink.login.pam.."),
                home(
                        "ChannelOpener",
                        "java.nio.channels.DatagramChannel|java.net.MulticastSocket",
                        "org.corelink.gossip.transport.."),
                home(
                        "ProcessStarter",
                        "java.lang.ProcessBuilder|org.apache.commons.exec.*",
                        "org.corelink.host.exec..",
                        "org.corelink.gpu..",
                        "org.corelink.login.pam.."));
    }

    private static ArchitectureRule home(String breach, String types, String... packages) {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .haveNameMatching(types);
        return new ArchitectureRule(rule, breach);
    }

    /** Nobody is let in whom PAM does not know, but for the account of a rehearsal. */
    private static ArchRule pamAloneKnowsAccounts() {
        return noClasses()
                .that()
                .resideOutsideOfPackage("org.corelink.login.pam")
                .and()
                .doNotHaveFullyQualifiedName("org.corelink.server.OneAccount")
                .should()
                .callConstructorWhere(target(owner(name("org.corelink.login.pam.PamAnswer$Granted"))));
    }

    private static ArchRule buildAloneRehearses() {
        return noClasses()
                .that()
                .haveNameNotMatching("org\\.corelink\\.(host\\.RehearsalMain|server\\.(Rehearsal|OneAccount))(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("org\\.corelink\\.(host\\.RehearsalMain|server\\.(Rehearsal|OneAccount))");
    }

    private static ArchCondition<JavaClass> haveTellingNames() {
        return new ArchCondition<>("have names that tell what they are") {
            @Override
            public void check(JavaClass subject, ConditionEvents events) {
                if (VAGUE.matcher(subject.getSimpleName()).matches()
                        || VAGUE_PACKAGE.matcher(subject.getPackageName()).matches()) {
                    events.add(SimpleConditionEvent.violated(subject, subject.getFullName() + " has a vague name"));
                }
            }
        };
    }

    @Override
    public String toString() {
        return breach + " breaks: " + rule.getDescription();
    }
}
