package org.corelink.host.cli;

import java.util.Arrays;
import java.util.List;
import org.corelink.server.Version;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page, from the options themselves, in the language of man(7). Pure. */
final class ManPage {
    private ManPage() {}

    static String of(CommandSpec command) {
        StringBuilder page = new StringBuilder();
        page.append(".TH CORELINK 1 \"\" \"CoreLink ").append(Version.CURRENT).append("\"\n.SH NAME\n");
        page.append("corelink \\- ").append(text(description(command))).append('\n');
        page.append(".SH SYNOPSIS\n.B corelink\n.I action\n[options]\n.SH OPTIONS\n");
        command.options().stream().filter(option -> !option.hidden()).forEach(option -> page.append(entry(option)));
        List<String> footer = Arrays.stream(command.usageMessage().footer())
                .dropWhile(line -> !line.startsWith("Examples"))
                .skip(1)
                .toList();
        List<String> examples =
                footer.stream().filter(line -> line.startsWith(" ")).toList();
        page.append(".SH EXAMPLES\n.nf\n");
        examples.forEach(line -> page.append(text(line)).append('\n'));
        page.append(".fi\n.SH EXIT STATUS\n");
        for (ExitCode code : ExitCode.values()) {
            page.append(".TP\n.B ")
                    .append(code.number())
                    .append('\n')
                    .append(text(code.meaning()))
                    .append('\n');
        }
        return page.toString();
    }

    private static String description(CommandSpec command) {
        return String.join(" ", command.usageMessage().description())
                .replace("%n", "")
                .strip();
    }

    private static String entry(OptionSpec option) {
        String names = text(String.join(", ", option.names()));
        String value = option.arity().max() > 0 ? " \\fI" + text(option.paramLabel()) + "\\fR" : "";
        return ".TP\n\\fB" + names + "\\fR" + value + "\n"
                + text(String.join(" ", option.description())
                        .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue())))
                + "\n";
    }

    /** Plain text: hyphens to be copied, no commands of troff. */
    private static String text(String plain) {
        String escaped = plain.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
