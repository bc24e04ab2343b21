package dev.jaculus.syntax;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    /** The tree knows only places, the lexer no tree; so each can be read alone. */
    @Test
    void packagesLookInOneDirection() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.jaculus.syntax");
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("source")
                .definedBy("..syntax.source..")
                .layer("ast")
                .definedBy("..syntax.ast..")
                .layer("diagnostic")
                .definedBy("..syntax.diagnostic..")
                .layer("lexer")
                .definedBy("..syntax.lexer..")
                .layer("parser")
                .definedBy("..syntax.parser..")
                .whereLayer("source")
                .mayNotAccessAnyLayer()
                .whereLayer("ast")
                .mayOnlyAccessLayers("source")
                .whereLayer("diagnostic")
                .mayOnlyAccessLayers("source")
                .whereLayer("lexer")
                .mayOnlyAccessLayers("source", "diagnostic")
                .whereLayer("parser")
                .mayNotBeAccessedByAnyLayer()
                .check(classes);
    }
}
