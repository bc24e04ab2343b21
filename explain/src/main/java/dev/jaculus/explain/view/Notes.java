package dev.jaculus.explain.view;

import dev.jaculus.explain.ExplainedKernel;
import dev.jaculus.explain.Explanation;
import dev.jaculus.explain.Fate;
import dev.jaculus.explain.LineStory;
import dev.jaculus.explain.LoopStory;
import dev.jaculus.explain.Observation;
import dev.jaculus.explain.Place;
import dev.jaculus.explain.Trial;
import dev.jaculus.explain.Wait;
import dev.jaculus.profiler.model.Note;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** An explanation as notes of a profile, which other views show beside the lines. */
public final class Notes {
    private Notes() {}

    /** The notes, the same only once. */
    public static List<Note> of(Explanation explanation) {
        Set<Note> notes = new LinkedHashSet<>();
        for (ExplainedKernel kernel : explanation.kernels()) {
            for (LineStory line : kernel.lines()) {
                for (Fate fate : line.fates()) {
                    notes.add(new Note(line.file(), line.line(), Note.Topic.FATE, Words.of(fate)));
                }
            }
            kernel.loops().forEach(loop -> notes.addAll(of(loop, kernel.trial())));
            kernel.wider().forEach(one -> notes.addAll(of(one)));
        }
        explanation.wider().stream().filter(one -> one.at().line() > 0).forEach(one -> notes.addAll(of(one)));
        return List.copyOf(notes);
    }

    /** What is said of a loop belongs to its own line and to those of the chain. */
    private static List<Note> of(LoopStory loop, Optional<Trial> trial) {
        List<Note> notes = new ArrayList<>();
        Set<Place> places = new TreeSet<>(Set.of(loop.place()));
        loop.waits().filter(wait -> wait.kind() == Wait.Kind.CHAIN).ifPresent(wait -> places.addAll(wait.places()));
        for (Place at : places) {
            loop.waits()
                    .ifPresent(wait ->
                            notes.add(new Note(at.file(), at.line(), Note.Topic.WAIT, sentence(Words.of(wait)))));
            String vector = Words.of(loop.vectorisation(), loop.place());
            notes.add(new Note(at.file(), at.line(), Note.Topic.VECTOR, sentence(vector)));
            String change = Words.change(loop, trial);
            if (!change.isEmpty()) {
                notes.add(new Note(at.file(), at.line(), Note.Topic.ADVICE, sentence(change)));
            }
        }
        return notes;
    }

    private static List<Note> of(Observation one) {
        Place at = one.at();
        return List.of(
                new Note(at.file(), at.line(), Note.Topic.FATE, sentence(one.text())),
                new Note(at.file(), at.line(), Note.Topic.ADVICE, sentence(one.remedy())));
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }
}
