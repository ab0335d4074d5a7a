package io.promsh.docker.state;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The services known to keep state: the table {@code services.tsv}. */
public final class StatefulServices {
    private static final int COLUMNS = 7;

    private StatefulServices() {}

    private static final class Table {
        static final List<StatefulService> ROWS = read();
    }

    /** Returns all kinds, in the order of the table. */
    public static List<StatefulService> all() {
        return Table.ROWS;
    }

    /** Returns the kind that an image is, or empty. */
    public static Optional<StatefulService> ofImage(String image) {
        String repository = ImageName.parse(image).repository();
        return all().stream().filter(kind -> kind.isImage(repository)).findFirst();
    }

    /** Returns the kind of service whose folder has these names in it, a folder's with a slash at its end, or empty. */
    public static Optional<StatefulService> ofLayout(Collection<String> names) {
        return all().stream().filter(kind -> kind.isLayout(names)).findFirst();
    }

    /** The same where names can only be asked for one by one; a folder's with a slash at its end. */
    public static Optional<StatefulService> ofLayout(Predicate<String> has) {
        return all().stream().filter(kind -> kind.isLayout(has)).findFirst();
    }

    private static List<StatefulService> read() {
        List<StatefulService> rows = new ArrayList<>();
        InputStream in = StatefulServices.class.getResourceAsStream("services.tsv");
        if (in == null) {
            throw new IllegalStateException("services.tsv is missing");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String line;
            while ((line = reader.readLine()) != null) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    rows.add(row(line.split("\t", -1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(rows);
    }

    private static StatefulService row(String[] cells) {
        if (cells.length != COLUMNS) {
            throw new IllegalStateException("services.tsv: " + cells.length + " columns in the row of " + cells[0]);
        }
        List<String> flags = new ArrayList<>();
        List<String> variables = new ArrayList<>();
        for (String mover : list(cells[4])) {
            (mover.startsWith("-") ? flags : variables).add(mover);
        }
        return new StatefulService(
                cells[0],
                Pattern.compile(cells[1]),
                list(cells[2]),
                cells[3],
                flags,
                variables,
                cells[5].equals("volume"),
                list(cells[6]).stream().map(mark -> List.of(mark.split("\\+"))).toList());
    }

    private static List<String> list(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(","));
    }
}
