package org.corelink.host.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packing and comparing, the parts of {@code release.sh} that need no build. */
class ReleaseScriptTest {
    private static final String SCRIPTS = "source src/main/sh/prerequisites.sh; source src/main/sh/release.sh; ";

    @TempDir
    private Path folder;

    @Test
    void theSameContentMakesTheSameArchiveWhereverAndWheneverItIsMade() throws Exception {
        tree("here", "umask 022", "a bin/corelink B");
        tree("elsewhere", "umask 077", "B bin/corelink a");
        bash("touch --date=2001-01-01 elsewhere/corelink-1/a; chmod +x here/corelink-1/a elsewhere/corelink-1/a");
        assertThat(bash("pack here/corelink-1 one.tar.gz; TZ=Asia/Tokyo LC_ALL=C.UTF-8 pack"
                        + " elsewhere/corelink-1 two.tar.gz; first_difference one.tar.gz two.tar.gz"))
                .isEqualTo("\n0");
        assertThat(bash("tar -tvzf one.tar.gz --full-time --numeric-owner"))
                .contains("-rwxr-xr-x 0/0", "-rw-r--r-- 0/0", "2023-11-14 22:13:20", "corelink-1/bin/corelink");
    }

    /** Each of them is the one thing in which the second archive is another. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo changed >corelink-1/a",
                "chmod +x corelink-1/a",
                "mv corelink-1/a corelink-1/aa",
                "ln -sf elsewhere corelink-1/a"
            })
    void aDifferenceIsNamed(String change) throws Exception {
        tree(".", "umask 022", "a b");
        String words = bash("pack ./corelink-1 one.tar.gz; " + change
                + "; pack ./corelink-1 two.tar.gz; first_difference one.tar.gz two.tar.gz");
        assertThat(words).contains("corelink-1/a").endsWith("\n1");
        assertThat(words.lines()).hasSize(2);
    }

    @Test
    void anotherTimeIsADifferenceToo() throws Exception {
        tree(".", "umask 022", "a b");
        assertThat(bash("pack ./corelink-1 one.tar.gz; SOURCE_DATE_EPOCH=1; pack ./corelink-1 two.tar.gz;"
                        + " first_difference one.tar.gz two.tar.gz"))
                .contains("2023-11-14 22:13:20")
                .endsWith("\n1");
    }

    @Test
    void theReleaseEndsWhereTwoBuildsDiffer() throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve("a")).resolve("get-corelink.sh"), "one");
        Files.writeString(Files.createDirectory(folder.resolve("b")).resolve("get-corelink.sh"), "two");
        assertThat(bash("require_equal a/get-corelink.sh b/get-corelink.sh"))
                .contains("Two builds differ in get-corelink.sh")
                .endsWith("\n1");
        assertThat(bash("require_equal a/get-corelink.sh a/get-corelink.sh")).isEqualTo("\n0");
    }

    @Test
    void versionAndTimeAreReadFromThePom() throws Exception {
        String pom = Path.of("../pom.xml").toRealPath().toString();
        assertThat(bash("property " + pom + " revision")).matches("\\d\\.\\d\\d\\.\\d\n0");
        assertThat(bash("date -d \"$(property " + pom + " project.build.outputTimestamp)\" +%s"))
                .matches("\\d{10}\n0");
    }

    @Test
    void billOfMaterialsTellsOfTheRuntimeAndTheScriptsToo() throws Exception {
        Files.writeString(
                Files.createDirectory(folder.resolve("runtime")).resolve("release"), "JAVA_VERSION=\"25.0.9\"\n");
        Files.writeString(folder.resolve("NOTICE"), "  atmosphere.js 5.0.45   in the sources\n  uPlot 1.6.32  https\n");
        Files.writeString(folder.resolve("maven.json"), """
            {
              "components" : [
                {
                  "licenses" : [ { "license" : { "id" : "BSD-4-Clause" } } ]
                }
              ]
            }
            """);
        assertThat(bash("materials . <maven.json")).isEqualTo("""
            {
              "components" : [
                {
                  "type" : "library",
                  "bom-ref" : "pkg:generic/openjdk@25.0.9",
                  "name" : "openjdk",
                  "version" : "25.0.9",
                  "licenses" : [ { "expression" : "GPL-2.0-only WITH Classpath-exception-2.0" } ],
                  "purl" : "pkg:generic/openjdk@25.0.9"
                },
                {
                  "type" : "library",
                  "bom-ref" : "pkg:npm/atmosphere.js@5.0.45",
                  "name" : "atmosphere.js",
                  "version" : "5.0.45",
                  "licenses" : [ { "expression" : "Apache-2.0" } ],
                  "purl" : "pkg:npm/atmosphere.js@5.0.45"
                },
                {
                  "type" : "library",
                  "bom-ref" : "pkg:npm/uplot@1.6.32",
                  "name" : "uplot",
                  "version" : "1.6.32",
                  "licenses" : [ { "expression" : "MIT" } ],
                  "purl" : "pkg:npm/uplot@1.6.32"
                },
                {
                  "licenses" : [ { "license" : { "id" : "BSD-3-Clause" } } ]
                }
              ]
            }
            0\
            """);
        Files.writeString(folder.resolve("NOTICE"), "nothing");
        assertThat(bash("materials . <maven.json"))
                .contains("The version of atmosphere.js")
                .endsWith("\n1");
    }

    @Test
    void versionsOfTheScriptsAreThoseOfTheNotice() throws Exception {
        String root = Path.of("..").toRealPath().toString();
        for (String script : List.of("atmosphere.js", "uPlot")) {
            assertThat(bash("noted " + root + " " + script)).matches("\\d+\\.\\d+\\.\\d+\n0");
        }
    }

    /** The folder corelink-1 below another, with files that are made in the order given. */
    private void tree(String parent, String umask, String names) throws Exception {
        assertThat(bash(umask + "; mkdir -p " + parent + "/corelink-1/bin; cd " + parent + "/corelink-1; for name in "
                        + names + "; do echo \"$name\" >$name; done"))
                .isEqualTo("\n0");
    }

    /** What the script prints, then its exit code. It runs in the folder of the test. */
    private String bash(String script) throws Exception {
        return Shell.run(
                "bash", "-c", SCRIPTS + "SOURCE_DATE_EPOCH=1700000000; cd \"$0\"; " + script, folder.toString());
    }
}
