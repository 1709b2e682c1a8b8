package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of the JVM's cache of classes. */
class ClassCacheTest {
    private static final List<String> WITH_CACHE = List.of("-Xmx256m", "-XX:AOTCache=corelink.aot");

    @Test
    void cacheThatTheJvmSharesIsUsed() {
        assertThat(ClassCache.isUnused(WITH_CACHE, "mixed mode, sharing")).isFalse();
    }

    @Test
    void cacheThatTheJvmWasGivenAndDoesNotShareIsUnused() {
        assertThat(ClassCache.isUnused(WITH_CACHE, "mixed mode")).isTrue();
    }

    @Test
    void nothingIsUnusedWhereNoCacheWasGiven() {
        assertThat(ClassCache.isUnused(List.of("-Xmx256m"), "mixed mode")).isFalse();
    }
}
