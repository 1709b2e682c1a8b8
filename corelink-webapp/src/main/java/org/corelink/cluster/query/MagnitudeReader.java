package org.corelink.cluster.query;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.corelink.cluster.Column;
import org.corelink.cluster.Meaning.Amount;
import org.corelink.cluster.Unit;

/** Reads numbers with their units: {@code 80}, {@code 20GiB}, {@code -1.5 ms}. */
final class MagnitudeReader {
    private static final String NUMBER = "[+-]?[0-9]{1,12}(?:\\.[0-9]{1,6})?";
    private static final Pattern PLAIN = Pattern.compile(NUMBER);
    private static final Pattern FORM = Pattern.compile("\\s*(" + NUMBER + ")\\s*(.*)", Pattern.DOTALL);
    private static final Unit.Symbol SHARE = new Unit.Symbol(Magnitude.SHARE, 1);

    private MagnitudeReader() {}

    static boolean isNumber(String text) {
        return PLAIN.matcher(text).matches();
    }

    /** The unit of that name that the column can be compared in. */
    static Optional<Unit.Symbol> symbol(Amount amount, String written) {
        return amount.whole() != null && written.equals(Magnitude.SHARE)
                ? Optional.of(SHARE)
                : amount.unit().symbol(written);
    }

    static Magnitude of(Column column, Amount amount, String text, int place) throws MisunderstandingException {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new MisunderstandingException(
                    place,
                    "\"" + text + "\" is no number. Write it like " + column.key() + ">80"
                            + amount.unit().usual().text());
        }
        BigDecimal number = new BigDecimal(form.group(1));
        String written = form.group(2).strip();
        if (written.isEmpty()) {
            return Magnitude.of(number, amount.unit());
        }
        Optional<Unit.Symbol> symbol = symbol(amount, written);
        if (symbol.isEmpty()) {
            throw new MisunderstandingException(place + form.start(2), noUnit(column, amount, written));
        }
        return new Magnitude(number, symbol.get().text(), symbol.get().factor());
    }

    private static String noUnit(Column column, Amount amount, String written) {
        String units = amount.unit().symbols().stream().map(Unit.Symbol::text).collect(Collectors.joining(", "));
        String share = amount.whole() == null ? "" : (units.isEmpty() ? "" : ", ") + Magnitude.SHARE;
        String what = "\"" + written + "\" is no unit of " + column.key();
        return (units + share).isEmpty() ? what + ", which has none" : what + ": it has " + units + share;
    }
}
