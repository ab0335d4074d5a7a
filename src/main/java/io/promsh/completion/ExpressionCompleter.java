package io.promsh.completion;

import java.util.Optional;
import java.util.function.Function;

/** Completes expressions: finds the place, asks the catalog, and writes what is chosen as the place demands. */
final class ExpressionCompleter {
    private final Optional<Catalog> catalog;

    ExpressionCompleter(Optional<Catalog> catalog) {
        this.catalog = catalog;
    }

    /** An expression's place with all that can stand there. */
    record Filled(Insertion insertion, CandidatePool pool) {
        Completion completion(int offset) {
            return pool.completion(insertion.from() + offset, insertion.to() + offset);
        }
    }

    /** Finds everything that can stand at {@code cursor}; {@code pool} makes the pool from what was typed there. */
    Filled fill(String expression, int cursor, Function<String, CandidatePool> makePool) {
        Spot spot = Spots.at(expression, cursor);
        Insertion insertion = Insertion.at(expression, spot, cursor);
        CandidatePool pool = makePool.apply(insertion.typed(cursor));
        // Once something is typed, the few words of the language must not drown in metrics that fit as well.
        boolean wordsFirst = !pool.typed().isEmpty();
        for (Slot slot : spot.slots()) {
            if ((slot.kind() != CandidateKind.METRIC) == wordsFirst) {
                add(slot, insertion, pool);
            }
        }
        for (Slot slot : spot.slots()) {
            if ((slot.kind() == CandidateKind.METRIC) == wordsFirst) {
                add(slot, insertion, pool);
            }
        }
        return new Filled(insertion, pool);
    }

    private void add(Slot slot, Insertion at, CandidatePool pool) {
        switch (slot.kind()) {
            case METRIC -> addMetrics(at, pool);
            case LABEL -> catalog.ifPresent(names -> pool.addNames(names.labelNames(slot.selector()), at::label));
            case VALUE ->
                catalog.ifPresent(names ->
                        pool.addNames(names.labelValues(slot.label(), slot.selector(), pool.typed()), at::value));
            default -> pool.addWords(slot.words(), word -> at.word(word, slot.kind(), WordDescriptions.of(word)));
        }
    }

    private void addMetrics(Insertion at, CandidatePool pool) {
        catalog.ifPresent(names ->
                pool.addMetrics(names, name -> at.metric(name, CandidatePool.describe(names.metadata(name)))));
    }
}
