package org.corelink.host.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.corelink.host.exec.RecordingCommandRunner;
import org.junit.jupiter.api.Test;

class HostSurveyTest {
    private static final Wanted WANTED = new Wanted(65_000, 47_900, true, false);

    private final RecordingCommandRunner runner = new RecordingCommandRunner();
    private final HostSurvey survey = new HostSurvey(new HostProbe(Map.of()), runner);

    @Test
    void programsThatAreMissingAreFactsToo() throws Exception {
        HostFacts facts = survey.facts(WANTED, "corelink");
        assertThat(facts.gpus().list().failure()).isEqualTo("nvidia-smi is not installed");
        assertThat(facts.docker().containerGpus()).isNull();
        assertThat(facts.system().id()).isNotEmpty();
        assertThat(facts.freeBytes()).isPositive();
        assertThat(facts.network().httpsOwner()).isNull();
    }

    @Test
    void gpusAreLookedForInARunningContainerThatWasGivenSome() throws Exception {
        runner.answer("docker container inspect", "true gpus\n").fail("docker exec corelink nvidia-smi -L", "no GPUs");
        HostFacts facts = survey.facts(WANTED, "corelink");
        assertThat(facts.docker().containerGpus()).isNotNull();
        assertThat(runner.commandsOf("docker exec")).hasSize(1);
    }

    @Test
    void nothingIsChanged() throws Exception {
        survey.facts(WANTED, "corelink");
        assertThat(runner.commands)
                .allMatch(command -> command.matches(
                        "(?s)nvidia-smi -L|nvidia-ctk (--version|cdi list)|docker info .*|docker container inspect .*"
                                + "|ufw status|nft list ruleset"));
    }
}
