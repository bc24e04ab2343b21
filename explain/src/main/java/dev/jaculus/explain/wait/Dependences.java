package dev.jaculus.explain.wait;

import dev.jaculus.explain.wait.Dependence.Node;
import dev.jaculus.explain.wait.Dependence.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The dependences of a path, within a turn and from turn to turn. */
final class Dependences {
    /** A store is looked for in so many earlier turns. */
    private static final int TURNS = 5;

    private final List<Operation> path;
    private final Latencies latencies;
    private final List<Dependence> sure = new ArrayList<>();
    private final List<Dependence> possible = new ArrayList<>();

    Dependences(List<Operation> path, Latencies latencies) {
        this.path = path;
        this.latencies = latencies;
        throughRegisters();
        throughMemory();
    }

    /** Those that are always there. */
    List<Dependence> sure() {
        return sure;
    }

    /** Those too that are there when two accesses, of which it is not known, meet. */
    List<Dependence> possible() {
        List<Dependence> all = new ArrayList<>(sure);
        all.addAll(possible);
        return all;
    }

    /** Two turns are walked: what the second one reads was last written in its own turn or in that before. */
    private void throughRegisters() {
        Map<String, int[]> written = new HashMap<>();
        for (int turn = 0; turn < 2; turn++) {
            for (int at = 0; at < path.size(); at++) {
                Operation one = path.get(at);
                if (turn == 1) {
                    Node work = new Node(at, Part.WORK);
                    Node load = new Node(at, Part.LOAD);
                    if (one.loads()) {
                        one.address().forEach(register -> depend(register, written, load));
                        sure.add(new Dependence(load, work, latencies.load(one), 0));
                    }
                    one.uses().forEach(register -> depend(register, written, work));
                    if (one.stores()) {
                        sure.add(new Dependence(work, new Node(at, Part.STORE), latencies.of(one), 0));
                    }
                }
                for (String register : one.defines()) {
                    written.put(register, new int[] {at, turn});
                }
            }
        }
    }

    private void depend(String register, Map<String, int[]> written, Node reader) {
        int[] writer = written.get(register);
        if (writer != null) {
            Operation from = path.get(writer[0]);
            double cycles = latencies.between(from, path.get(reader.at()), register, reader.part());
            sure.add(new Dependence(new Node(writer[0], Part.WORK), reader, cycles, 1 - writer[1]));
        }
    }

    private void throughMemory() {
        Addresses addresses = new Addresses(path, TURNS);
        for (int store = 0; store < path.size(); store++) {
            for (int load = 0; path.get(store).stores() && load < path.size(); load++) {
                if (path.get(load).loads()) {
                    throughMemory(addresses, store, load);
                }
            }
        }
    }

    private void throughMemory(Addresses addresses, int store, int load) {
        Operation from = path.get(store);
        Operation to = path.get(load);
        for (int turn = load > store ? 0 : 1; turn < TURNS; turn++) {
            Addresses.Sum stored = addresses.of(store, 0);
            Addresses.Sum loaded = addresses.of(load, turn);
            long ahead = loaded.constant() - stored.constant();
            boolean overlap = ahead >= 0 ? ahead < from.bytes() : -ahead < to.bytes();
            if (stored.isNear(loaded) && overlap) {
                boolean inside = ahead >= 0 && ahead + to.bytes() <= from.bytes();
                double cycles = latencies.forward(to, inside) - latencies.load(to);
                sure.add(new Dependence(new Node(store, Part.STORE), new Node(load, Part.LOAD), cycles, turn));
                return;
            }
        }
        boolean unknown =
                addresses.of(store, 0).hasUnknown() || addresses.of(load, 1).hasUnknown();
        boolean sameArray = from.memory().map(Memory::base).equals(to.memory().map(Memory::base));
        if (unknown && sameArray) {
            double cycles = latencies.forward(to, true) - latencies.load(to);
            possible.add(new Dependence(new Node(store, Part.STORE), new Node(load, Part.LOAD), cycles, 1));
        }
    }
}
