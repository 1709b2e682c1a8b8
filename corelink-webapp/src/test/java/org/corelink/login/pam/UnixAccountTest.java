package org.corelink.login.pam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnixAccountTest {
    @ParameterizedTest
    @CsvSource({
        "0, /bin/bash, false",
        "33, /bin/bash, false",
        "999, /bin/sh, false",
        "1000, /bin/bash, true",
        "65534, /bin/sh, false",
        "1000, /usr/sbin/nologin, false",
        "1000, /bin/false, false",
        "4294967294, /bin/bash, true"
    })
    void onlyPeopleWithALoginShellMayComeIn(long uid, String shell, boolean person) {
        assertThat(new UnixAccount("x", uid, shell, Set.of()).isPerson()).isEqualTo(person);
    }
}
