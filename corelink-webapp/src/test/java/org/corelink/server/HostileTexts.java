package org.corelink.server;

import java.util.List;
import java.util.stream.IntStream;

/** What somebody on the LAN may say in place of a name, in the hope that a page takes it for its own. */
final class HostileTexts {
    /** As many as a name has room for, in every quotation that HTML, scripts, addresses and expressions know. */
    private static final List<String> PARTS = List.of(
            "<script>pwned=1</script>",
            "<img src=x onerror=pwned=1>",
            "<svg onload=pwned=1>",
            "<iframe src=javascript:pwned=1>",
            "<b>bold</b>",
            "<a href=//x.example>x</a>",
            "<style>*{display:none}</style>",
            "<base href=//x.example>",
            "<meta http-equiv=refresh>",
            "<!-- -->",
            "]]><x/>",
            "</td></tr></table>",
            "</script><script>pwned=1",
            "javascript:pwned=1",
            "onmouseover=pwned=1",
            "#{facesContext}",
            "${7*7}",
            "{{7*7}}",
            "%3Cscript%3E",
            "&lt;b&gt;&amp;",
            "&#60;script&#62;",
            "\\u003cb\\u003e",
            "\\x3cb\\x3e",
            "`${pwned=1}`",
            "{0} {1} ''");

    private static final List<String> QUOTATIONS = List.of(
            "%s",
            "\"%s",
            "'%s",
            "\">%s",
            "'>%s",
            "`%s",
            ">%s",
            "<%s",
            "&%s",
            "\\%s",
            "/%s",
            ";%s",
            ")%s",
            "]%s",
            "}%s",
            "\"'>%s<'\"",
            "\" %s=\"",
            "' %s='",
            "--%s--",
            "=%s");

    private HostileTexts() {}

    /** 500 of them, all different. */
    static List<String> all() {
        return IntStream.range(0, PARTS.size() * QUOTATIONS.size())
                .mapToObj(i -> QUOTATIONS.get(i / PARTS.size()).replace("%s", PARTS.get(i % PARTS.size())))
                .toList();
    }
}
