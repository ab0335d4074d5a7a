package io.promsh.docker.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A kind of service that keeps state.
 *
 * @param name what people call it
 * @param image what the repository of its images is
 * @param paths where it writes as its image comes
 * @param barePath where it writes when a command is given that does not say, or an empty string for {@code paths}
 * @param flags of its command line, each of which moves the path
 * @param variables of its environment, each of which moves the path
 * @param declaresVolume whether its image declares the path a volume: then a container gets an anonymous one
 * @param marks how its folder is recognised: any of these, each a list of names that must all be there
 */
public record StatefulService(
        String name,
        Pattern image,
        List<String> paths,
        String barePath,
        List<String> flags,
        List<String> variables,
        boolean declaresVolume,
        List<List<String>> marks) {
    private static final Pattern ULID = Pattern.compile("[0-9A-HJKMNP-TV-Z]{26}");

    public StatefulService {
        paths = List.copyOf(paths);
        flags = List.copyOf(flags);
        variables = List.copyOf(variables);
        marks = List.copyOf(marks);
    }

    /** Returns whether an image of that repository is one. */
    boolean isImage(String repository) {
        return image.matcher(repository).find();
    }

    /**
     * Returns the paths at which a container keeps state; none when its settings make it keep none.
     *
     * @param words the command's words; none when the image's own is used
     * @param environment the container's variables
     */
    public List<String> paths(ImageName imageName, List<String> words, Map<String, String> environment) {
        return paths(imageName, words, environment, paths.isEmpty() ? "/" : paths.get(0));
    }

    /** The same where it is known in which folder the program starts: relative paths begin there. */
    public List<String> paths(
            ImageName imageName, List<String> words, Map<String, String> environment, String workingFolder) {
        if (Stateless.is(name, words, environment)) {
            return List.of();
        }
        List<String> moved = new ArrayList<>();
        for (String flag : flags) {
            String value = flagValue(flag, words);
            if (!value.isEmpty()) {
                moved.add(absolute(name.equals("Pushgateway") ? parent(value) : value, workingFolder));
            }
        }
        for (String variable : variables) {
            String value = environment.getOrDefault(variable, "");
            if (moved.isEmpty() && !value.isEmpty()) {
                moved.add(absolute(value, workingFolder));
            }
        }
        if (!moved.isEmpty()) {
            return moved;
        }
        if (!words.isEmpty() && !barePath.isEmpty() && words.stream().anyMatch(word -> word.startsWith("-"))) {
            return List.of(barePath);
        }
        return Versions.paths(this, imageName);
    }

    private static String absolute(String path, String folder) {
        String base = folder.endsWith("/") ? folder : folder + "/";
        String whole = path.startsWith("/") ? path : base + path;
        String tidy = whole.replaceAll("/(\\./)*\\.?(?=/)", "").replaceFirst("(?<=.)/\\.?$", "");
        return tidy.isEmpty() ? "/" : tidy;
    }

    private static String parent(String file) {
        int slash = file.lastIndexOf('/');
        return slash <= 0 ? "/" : file.substring(0, slash);
    }

    /** Returns the value of a flag in a command, written {@code --flag=value} or as two words, or an empty string. */
    public static String flagValue(String flag, List<String> words) {
        String bare = flag.replaceFirst("^-+", "");
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                continue;
            }
            String body = word.replaceFirst("^-+", "");
            if (body.equals(bare) && i + 1 < words.size()) {
                return words.get(i + 1);
            }
            if (body.startsWith(bare + "=")) {
                return body.substring(bare.length() + 1);
            }
        }
        return "";
    }

    /** Returns whether a folder with these names in it looks like one of its own; a slash at the end means a folder. */
    public boolean isLayout(Collection<String> names) {
        return marks.stream()
                .anyMatch(all -> all.stream().allMatch(mark -> names.stream().anyMatch(one -> isMark(mark, one))));
    }

    /** The same where names can only be asked for one by one: marks that are patterns do not count. */
    public boolean isLayout(Predicate<String> has) {
        return marks.stream()
                .filter(all -> all.stream().noneMatch(mark -> mark.equals("ULID") || mark.endsWith("*")))
                .anyMatch(all -> all.stream().allMatch(has));
    }

    private static boolean isMark(String mark, String name) {
        if (mark.equals("ULID")) {
            return ULID.matcher(name.replaceFirst("/$", "")).matches();
        }
        return mark.endsWith("*") ? name.startsWith(mark.substring(0, mark.length() - 1)) : name.equals(mark);
    }
}
