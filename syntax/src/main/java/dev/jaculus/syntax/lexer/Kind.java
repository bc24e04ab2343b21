package dev.jaculus.syntax.lexer;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The kinds of tokens. Soft keywords (match, case, type, _) are names: the parser tells them by their place. */
// spotless:off
public enum Kind {
    NAME("a name"), NUMBER("a number"), STRING("a string"),
    /** The prefix and the opening quote of an f-string or a t-string; then come parts and fields, then the end. */
    FSTRING_START("a string"), FSTRING_MIDDLE("text"), FSTRING_END("the end of the string"),
    NEWLINE("the end of the line"), INDENT("an indent"), DEDENT("the end of the block"), END("the end of the file"),
    /** The text cannot be read from here on: {@link Tokens#problem()} says why. */
    ERROR("unreadable text"),

    LPAR("("), RPAR(")"), LSQB("["), RSQB("]"), LBRACE("{"), RBRACE("}"),
    COLON(":"), COMMA(","), SEMI(";"), DOT("."), ELLIPSIS("..."), ARROW("->"), AT("@"), WALRUS(":="), EXCLAMATION("!"),
    PLUS("+"), MINUS("-"), STAR("*"), SLASH("/"), DOUBLESLASH("//"), PERCENT("%"), DOUBLESTAR("**"),
    VBAR("|"), AMPER("&"), CIRCUMFLEX("^"), TILDE("~"), LEFTSHIFT("<<"), RIGHTSHIFT(">>"),
    LESS("<"), GREATER(">"), LESSEQUAL("<="), GREATEREQUAL(">="), EQEQUAL("=="), NOTEQUAL("!="),
    EQUAL("="), PLUSEQUAL("+="), MINEQUAL("-="), STAREQUAL("*="), SLASHEQUAL("/="), DOUBLESLASHEQUAL("//="),
    PERCENTEQUAL("%="), ATEQUAL("@="), DOUBLESTAREQUAL("**="), VBAREQUAL("|="), AMPEREQUAL("&="),
    CIRCUMFLEXEQUAL("^="), LEFTSHIFTEQUAL("<<="), RIGHTSHIFTEQUAL(">>="),

    FALSE("False"), NONE("None"), TRUE("True"), AND("and"), AS("as"), ASSERT("assert"), ASYNC("async"), AWAIT("await"),
    BREAK("break"), CLASS("class"), CONTINUE("continue"), DEF("def"), DEL("del"), ELIF("elif"), ELSE("else"),
    EXCEPT("except"), FINALLY("finally"), FOR("for"), FROM("from"), GLOBAL("global"), IF("if"), IMPORT("import"),
    IN("in"), IS("is"), LAMBDA("lambda"), NONLOCAL("nonlocal"), NOT("not"), OR("or"), PASS("pass"), RAISE("raise"),
    RETURN("return"), TRY("try"), WHILE("while"), WITH("with"), YIELD("yield");
    // spotless:on

    private static final Set<Kind> KEYWORDS = EnumSet.range(FALSE, YIELD);
    private static final Set<Kind> OPERATORS = EnumSet.range(LPAR, RIGHTSHIFTEQUAL);
    private static final Map<String, Kind> KEYWORD_OF = new HashMap<>();

    static {
        for (Kind kind : KEYWORDS) {
            KEYWORD_OF.put(kind.text, kind);
        }
    }

    private final String text;

    Kind(String text) {
        this.text = text;
    }

    /** How a keyword or an operator is written; words that describe the kind for the rest. */
    public String text() {
        return text;
    }

    /** True for what the user writes as a word that cannot be a name. */
    public boolean isKeyword() {
        return KEYWORDS.contains(this);
    }

    /** True for tokens that stand for layout and not for characters. */
    public boolean isLayout() {
        return this == NEWLINE || this == INDENT || this == DEDENT || this == END;
    }

    /** As an error message names it. */
    public String described() {
        return KEYWORDS.contains(this) || OPERATORS.contains(this) ? "`" + text + "`" : text;
    }

    static Kind ofWord(String word) {
        return KEYWORD_OF.getOrDefault(word, NAME);
    }

    static Set<Kind> operators() {
        return OPERATORS;
    }
}
