package io.promsh.volume.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Walks all trees of a database: every page must belong to one thing, once; cells must fit their pages, rows their columns, keys
 * their order. What it does not look at is whether indexes agree with their tables: that needs the collations of SQLite itself.
 */
final class Walk {
    private static final int MOST_PROBLEMS = 5;
    private static final int DEEPEST = 20;
    private static final int SCHEMA_LIMIT_BYTES = 1 << 20;
    private static final int TYPE_COLUMN = 0;
    private static final int NAME_COLUMN = 1;
    private static final int ROOT_COLUMN = 3;
    private static final int SQL_COLUMN = 4;
    private static final long LOCK_BYTE = 1L << 30;

    private final Pages pages;
    private final Header header;
    private final BitSet seen;
    private final Map<Long, Root> roots = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private int leafDepth;
    private boolean hasKey;
    private long lastKey;

    /** A table or an index, and what its tree must be where the schema tells. */
    private record Root(String name, Optional<Boolean> isTable) {
        static Root of(Row row) throws Malformed {
            String type = row.text(TYPE_COLUMN);
            boolean isPlain = !row.text(SQL_COLUMN).toLowerCase(Locale.ROOT).contains("without");
            Optional<Boolean> isTable = type.equals("index")
                    ? Optional.of(false)
                    : type.equals("table") && isPlain ? Optional.of(true) : Optional.empty();
            return new Root((type + " " + row.text(NAME_COLUMN)).strip(), isTable);
        }
    }

    Walk(Pages pages, Header header) throws Malformed {
        if (pages.count() < 1 || pages.count() > Integer.MAX_VALUE - 1) {
            throw new Malformed("the database has " + pages.count() + " pages");
        }
        this.pages = pages;
        this.header = header;
        this.seen = new BitSet((int) pages.count() + 1);
    }

    /** Walks, and returns what is wrong. */
    List<String> run() throws IOException {
        claimMaps();
        part("the list of free pages", this::freePages);
        part("the schema", () -> tree(1, true, Optional.of(true)));
        // A tree that is damaged leaves pages behind that nothing else has; they are no finding of their own then.
        for (Map.Entry<Long, Root> root : roots.entrySet()) {
            part(
                    root.getValue().name(),
                    () -> tree(root.getKey(), false, root.getValue().isTable()));
        }
        if (problems.isEmpty()) {
            int unused = (int) pages.count() - seen.cardinality();
            if (unused > 0) {
                problems.add(unused + " of its " + pages.count() + " pages belong to nothing, page "
                        + seen.nextClearBit(1) + " the first");
            }
        }
        return problems;
    }

    @FunctionalInterface
    private interface Part {
        void walk() throws IOException, Malformed;
    }

    private void part(String name, Part part) throws IOException {
        if (problems.size() >= MOST_PROBLEMS) {
            return;
        }
        try {
            part.walk();
        } catch (Malformed malformed) {
            problems.add(name + ": " + malformed.sentence());
        }
    }

    /** Pages that are no tree's: the one where locks are taken, and those that say who points where. */
    private void claimMaps() {
        long lock = LOCK_BYTE / header.pageBytes() + 1;
        if (lock <= pages.count()) {
            seen.set((int) lock);
        }
        if (header.hasPointerMap()) {
            long stride = header.usableBytes() / 5 + 1L;
            for (long map = 2; map <= pages.count(); map += stride) {
                seen.set((int) (map == lock ? map + 1 : map));
            }
        }
    }

    private ByteBuffer claim(long number) throws IOException, Malformed {
        ByteBuffer page = pages.page(number);
        if (seen.get((int) number)) {
            throw new Malformed("page " + number + " is used twice");
        }
        seen.set((int) number);
        return page;
    }

    private void freePages() throws IOException, Malformed {
        long found = 0;
        for (long trunk = header.freeTrunk(); trunk != 0; ) {
            ByteBuffer page = claim(trunk);
            long leaves = page.getInt(4) & 0xffffffffL;
            if (leaves > header.usableBytes() / 4 - 2) {
                throw new Malformed("page " + trunk + " has more entries than room");
            }
            found += 1 + leaves;
            for (int i = 0; i < leaves; i++) {
                claim(page.getInt(8 + 4 * i) & 0xffffffffL);
            }
            trunk = page.getInt(0) & 0xffffffffL;
        }
        if (found != header.freePages()) {
            throw new Malformed("it has " + found + " of " + header.freePages() + " pages");
        }
    }

    private void tree(long root, boolean isSchema, Optional<Boolean> isTable) throws IOException, Malformed {
        leafDepth = -1;
        hasKey = false;
        node(root, 0, isSchema, isTable);
    }

    private void node(long number, int depth, boolean isSchema, Optional<Boolean> isTable)
            throws IOException, Malformed {
        if (depth > DEEPEST) {
            throw new Malformed("it is deeper than any tree of SQLite");
        }
        Node node = new Node(number, claim(number), header.usableBytes());
        if (isTable.isPresent() && node.isTable() != isTable.get()) {
            throw new Malformed("page " + number + " is of another kind than it must be");
        }
        Node.Cell[] cells = new Node.Cell[node.cells()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = node.cell(i);
        }
        node.checkRoom(cells);
        if (node.isLeaf()) {
            if (leafDepth >= 0 && leafDepth != depth) {
                throw new Malformed("page " + number + " is at another depth than other leaves");
            }
            leafDepth = depth;
        }
        for (Node.Cell cell : cells) {
            if (!node.isLeaf()) {
                node(cell.child(), depth + 1, isSchema, Optional.of(node.isTable()));
            }
            if (node.isTable()) {
                key(cell.key(), node.isLeaf(), number);
            }
            if (cell.payload() > 0) {
                row(node, cell, number, isSchema);
            }
        }
        if (!node.isLeaf()) {
            node(node.rightChild(), depth + 1, isSchema, Optional.of(node.isTable()));
        }
    }

    /** Keys of rows rise; the key between two pages is not below those of the first, and below those of the second. */
    private void key(long key, boolean isRow, long number) throws Malformed {
        if (hasKey && (isRow ? key <= lastKey : key < lastKey)) {
            throw new Malformed("page " + number + " has keys out of order");
        }
        hasKey = true;
        lastKey = key;
    }

    private void row(Node node, Node.Cell cell, long number, boolean isSchema) throws IOException, Malformed {
        int wanted = (int) (isSchema ? Math.min(cell.payload(), SCHEMA_LIMIT_BYTES) : cell.local());
        ByteBuffer bytes = ByteBuffer.allocate(Math.max(wanted, cell.local()));
        bytes.put(node.bytes().slice(cell.at(), cell.local()));
        overflow(cell, bytes);
        try {
            Row row = Row.of(bytes.flip(), cell.payload());
            long root = isSchema ? row.number(ROOT_COLUMN) : 0;
            if (root > 0) {
                roots.put(root, Root.of(row));
            }
        } catch (Malformed malformed) {
            throw new Malformed("page " + number + ": " + malformed.sentence());
        }
    }

    /** Follows the rest of a payload from page to page, keeping as much of it as there is room for. */
    private void overflow(Node.Cell cell, ByteBuffer kept) throws IOException, Malformed {
        long left = cell.payload() - cell.local();
        long next = cell.overflow();
        while (left > 0) {
            ByteBuffer page = claim(next);
            int here = (int) Math.min(left, header.usableBytes() - 4L);
            kept.put(page.slice(4, Math.min(here, kept.remaining())));
            left -= here;
            next = page.getInt(0) & 0xffffffffL;
        }
        if (cell.overflow() != 0 && next != 0) {
            throw new Malformed("a row goes on behind its end, on page " + next);
        }
    }
}
