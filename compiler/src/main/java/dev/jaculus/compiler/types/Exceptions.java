package dev.jaculus.compiler.types;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Python's own exception classes: who is derived from whom. */
public final class Exceptions {
    /** Each line: a class and those that are derived from it. */
    private static final String TREE = """
            BaseException Exception KeyboardInterrupt SystemExit GeneratorExit
            Exception ArithmeticError AssertionError AttributeError BufferError EOFError ImportError LookupError MemoryError NameError
            Exception OSError ReferenceError RuntimeError StopIteration StopAsyncIteration SyntaxError SystemError TypeError ValueError Warning
            ArithmeticError FloatingPointError OverflowError ZeroDivisionError
            ImportError ModuleNotFoundError
            LookupError IndexError KeyError
            NameError UnboundLocalError
            OSError BlockingIOError ChildProcessError ConnectionError FileExistsError FileNotFoundError InterruptedError
            OSError IsADirectoryError NotADirectoryError PermissionError ProcessLookupError TimeoutError
            ConnectionError BrokenPipeError ConnectionAbortedError ConnectionRefusedError ConnectionResetError
            RuntimeError NotImplementedError RecursionError
            SyntaxError IndentationError
            IndentationError TabError
            ValueError UnicodeError
            UnicodeError UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError
            Warning DeprecationWarning PendingDeprecationWarning UserWarning SyntaxWarning RuntimeWarning FutureWarning
            Warning ImportWarning UnicodeWarning BytesWarning ResourceWarning EncodingWarning
            """;

    private static final Map<String, String> BASES = new HashMap<>();

    /** The status of an exception of HOST_CLASSES's first class that a host function raised; the next class has one less. */
    private static final int FIRST_OF_HOST = -16;

    /** The classes of exceptions of host functions that have a status of their own. All others have that of Exception, -4. */
    public static final List<String> HOST_CLASSES;

    static {
        for (String line : TREE.lines().toList()) {
            String[] names = line.split(" ", -1);
            for (int i = 1; i < names.length; i++) BASES.put("builtins." + names[i], "builtins." + names[0]);
        }
        HOST_CLASSES = BASES.keySet().stream().sorted().toList();
    }

    /** The classes of the statuses below 0 (jaculus.h). */
    public static final Map<Integer, String> CODES = new TreeMap<>(Map.of(
            -1, "builtins.MemoryError",
            -2, "builtins.KeyboardInterrupt",
            -3, "builtins.RecursionError",
            -4, "builtins.Exception"));

    static {
        for (int i = 0; i < HOST_CLASSES.size(); i++) CODES.put(FIRST_OF_HOST - i, HOST_CLASSES.get(i));
    }

    private Exceptions() {}

    /** Their dotted names, without BaseException. */
    public static Set<String> names() {
        return BASES.keySet();
    }

    /** Whether a class is another or derived from it, both by their dotted names. */
    public static boolean isSubclass(String name, String base) {
        for (String one = name; one != null; one = BASES.get(one)) {
            if (one.equals(base)) return true;
        }
        return false;
    }
}
