package dev.jaculus.syntax.parser;

/** The rules of the grammar, by topic; they call each other through this. */
final class Rules {
    final Cursor in;
    final Literals literals;
    final FStrings fstrings;
    final Targets targets;
    final Parameters parameters;
    final Expressions expressions;
    final Operators operators;
    final Atoms atoms;
    final Calls calls;
    final Patterns patterns;
    final TypeParams typeParams;
    final Imports imports;
    final SimpleStatements simple;
    final CompoundStatements compound;
    final Definitions definitions;
    final Statements statements;

    Rules(Cursor in) {
        this.in = in;
        literals = new Literals(this);
        fstrings = new FStrings(this);
        targets = new Targets(this);
        parameters = new Parameters(this);
        expressions = new Expressions(this);
        operators = new Operators(this);
        atoms = new Atoms(this);
        calls = new Calls(this);
        patterns = new Patterns(this);
        typeParams = new TypeParams(this);
        imports = new Imports(this);
        simple = new SimpleStatements(this);
        compound = new CompoundStatements(this);
        definitions = new Definitions(this);
        statements = new Statements(this);
    }
}
