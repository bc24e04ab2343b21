package dev.jaculus.explain.wait;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How many cycles after an operation begins another can use its result. Of operations that are not in the table nothing is known:
 * {@link #knows}.
 */
final class Latencies {
    private static final Pattern ADDS = Pattern.compile("v?(add|sub)[sp][sd]");
    private static final double UNKNOWN = 1;

    /** By patterns of names; the first that fits. Of x86-64 processors since 2021; the figures of one generation differ by a cycle. */
    private static final Map<Pattern, Double> TABLE = new LinkedHashMap<>();

    static {
        put("v?(add|sub)[sp][sd]", 3);
        put("v?mul[sp][sd]|vfn?m(add|sub).*", 4);
        put("v?div[sp]d", 14);
        put("v?div[sp]s", 11);
        put("v?sqrt[sp]d", 18);
        put("v?sqrt[sp]s", 12);
        put("v?(max|min)[sp][sd]", 4);
        put("v?(round|rndscale)[sp][sd]", 8);
        put("v?u?comis[sd]", 3);
        put("v?cvtt?s[sd]2si.*|v?cvtt?s[sd]2usi.*", 7);
        put("v?cvtsi2s[sd].*|v?cvtusi2s[sd].*", 7);
        put("v?cvt.*", 5);
        put("v?cmp.*", 4);
        put("v?p?(blend|ternlog).*|v?(and|or|xor|andn)p[sd]|v?p(and|or|xor|andn)[dq]?", 1);
        put("vp(add|sub)[bwdq]|vp(max|min).*|vpabs.*|vpcmp.*|vps(ll|rl|ra).*", 1);
        put("vpmull[d]", 10);
        put("vpmullq", 15);
        put("vpmul.*|vpmadd.*", 5);
        put("vpmov[sz]x.*|vpmov.*|vpsadbw|vpack.*|vdbpsadbw", 3);
        put("v?(unpck|shuf).*|v?pshuf.*|v?perm(il)?p.*|vpunpck.*|vmovddup|vinsert.*128|v?p(ack|align).*|valign.", 1);
        put("vperm.*|vextract.*|vbroadcast.*|vpbroadcast.*|vinsert.*", 3);
        put("v?mov[dq]|v?pextr.*|v?pinsr.*", 3);
        put("kmov.*", 2);
        put("k.*", 1);
        put("imul[bwlq]|mul[bwlq]", 3);
        put("i?div[bwl]", 12);
        put("i?divq", 14);
        put("popcnt.|lzcnt.|tzcnt.|bs[fr].|pdep.|pext.", 3);
        put("sh[lr]d[wlq]", 3);
        put(
                "cmov.*|set.*|(add|sub|and|or|xor|cmp|test|inc|dec|neg|not|adc|sbb|lea|andn|bls.*|bt.?)[bwlq]?|bls.*|bt[src]?[wlq]",
                1);
        put("(sh[lr]|sa[rl]|ro[lr])x?[bwlq]", 1);
        put("mov.*|cltq|cwtl|cqto|cltd|bswap.|v?mov.*|j.*|xchg.*|bextr.|push.|pop.|vzeroupper|prefetch.*", 1);
    }

    private static void put(String names, double cycles) {
        TABLE.put(Pattern.compile(names), cycles);
    }

    /** Whether a name is in the table. */
    boolean knows(Operation one) {
        return TABLE.keySet().stream()
                .anyMatch(names -> names.matcher(one.instruction().name()).matches());
    }

    /** From an operation's inputs to its result, without the load that it may begin with. */
    double of(Operation one) {
        String name = one.instruction().name();
        boolean renamed = one.isMove()
                && (one.memory().isPresent()
                        || name.matches("mov[lq]|v?mova?p?[sd]?|v?movap[sd]|v?movup[sd]|vmovdq.*"));
        if (one.zeroes() || renamed) {
            return 0;
        }
        if (name.startsWith("lea") && slowAddress(one)) {
            return 2;
        }
        for (Map.Entry<Pattern, Double> row : TABLE.entrySet()) {
            if (row.getKey().matcher(name).matches()) {
                return row.getValue();
            }
        }
        return UNKNOWN;
    }

    /** From one operation to another that reads a register of it. */
    double between(Operation from, Operation to, String register, Dependence.Part part) {
        boolean adds = ADDS.matcher(from.instruction().name()).matches()
                && ADDS.matcher(to.instruction().name()).matches();
        return adds && part == Dependence.Part.WORK ? of(from) - 1 : of(from);
    }

    /** Three parts, or a factor. */
    private static boolean slowAddress(Operation one) {
        return Memory.of(one.operands().getFirst())
                .filter(at ->
                        at.scale() > 1 || (!at.base().isEmpty() && !at.index().isEmpty() && at.displacement() != 0))
                .isPresent();
    }

    /** From an address to the value that is there. */
    double load(Operation one) {
        return one.isVector() ? 6 : 5;
    }

    /** From a store to a load of the same bytes; of bytes that several stores wrote, through the cache. */
    double forward(Operation load, boolean inside) {
        return !inside ? 18 : load.isVector() ? 6 : 5;
    }
}
