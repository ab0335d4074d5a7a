package io.promsh.audit.project;

import io.promsh.audit.source.SourceFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The rules of git's ignore files; the last that fits decides. */
public final class GitIgnore {
    private record Pat(Pattern pattern, boolean isNegated, boolean onlyFolders) {}

    private final List<Pat> patterns;

    private GitIgnore(List<Pat> patterns) {
        this.patterns = patterns;
    }

    static GitIgnore read(Path root, List<Path> folders, Path store) {
        List<Pat> patterns = new ArrayList<>();
        add(patterns, "", SourceFiles.lines(store.resolve("info/exclude")));
        for (Path folder : folders) {
            String prefix = root.equals(folder)
                    ? ""
                    : root.relativize(folder).toString().replace('\\', '/') + "/";
            add(patterns, prefix, SourceFiles.lines(folder.resolve(".gitignore")));
        }
        return new GitIgnore(patterns);
    }

    /** The rules of one ignore file at the tree's root. */
    static GitIgnore of(List<String> lines) {
        List<Pat> patterns = new ArrayList<>();
        add(patterns, "", lines);
        return new GitIgnore(patterns);
    }

    private static void add(List<Pat> patterns, String prefix, List<String> lines) {
        for (String line : lines) {
            String text = line.stripTrailing();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            boolean isNegated = text.startsWith("!");
            String rule = isNegated || text.startsWith("\\") ? text.substring(1) : text;
            boolean onlyFolders = rule.endsWith("/");
            String bare = onlyFolders ? rule.substring(0, rule.length() - 1) : rule;
            boolean isAnchored = bare.contains("/");
            String body = bare.startsWith("/") ? bare.substring(1) : bare;
            String regex = Pattern.quote(prefix) + (isAnchored ? "" : "(?:.*/)?") + glob(body);
            patterns.add(new Pat(Pattern.compile(regex), isNegated, onlyFolders));
        }
    }

    private static String glob(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (text.startsWith("**/", i)) {
                out.append("(?:.*/)?");
                i += 2;
            } else if (text.startsWith("/**", i) && i + 3 == text.length()) {
                out.append("/.*");
                i += 2;
            } else if (c == '*') {
                out.append("[^/]*");
            } else if (c == '?') {
                out.append("[^/]");
            } else if (c == '[' && text.indexOf(']', i + 1) > 0) {
                int end = text.indexOf(']', i + 1);
                String inside =
                        text.substring(i + 1, end).replaceFirst("^!", "^").replace("\\", "\\\\");
                out.append('[').append(inside).append(']');
                i = end;
            } else {
                out.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return out.toString();
    }

    /** Returns whether a path, relative with slashes, is ignored: itself or a folder that it lies in. */
    public boolean matches(String path) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (decides(path.substring(0, slash), true)) {
                return true;
            }
        }
        return decides(path, false);
    }

    private boolean decides(String path, boolean isFolder) {
        boolean ignored = false;
        for (Pat one : patterns) {
            if ((isFolder || !one.onlyFolders()) && one.pattern().matcher(path).matches()) {
                ignored = !one.isNegated();
            }
        }
        return ignored;
    }
}
