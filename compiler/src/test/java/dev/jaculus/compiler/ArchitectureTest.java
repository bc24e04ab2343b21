package dev.jaculus.compiler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.jaculus.compiler", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.jaculus.compiler";

    /** Text → tree → IR → text: each stage knows the records between it and its neighbours, not the neighbours. */
    @ArchTest
    static final ArchRule stagesKnowOnlyTheRecordsBetweenThem = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("facade")
            .definedBy(ROOT)
            .layer("types")
            .definedBy(ROOT + ".types")
            .layer("request")
            .definedBy(ROOT + ".request")
            .layer("tree")
            .definedBy(ROOT + ".tree")
            .layer("infer")
            .definedBy(ROOT + ".infer..")
            .layer("ir")
            .definedBy(ROOT + ".ir")
            .layer("build")
            .definedBy(ROOT + ".build")
            .layer("pass")
            .definedBy(ROOT + ".pass")
            .layer("emit")
            .definedBy(ROOT + ".emit")
            .whereLayer("facade")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("request")
            .mayOnlyBeAccessedByLayers("facade", "infer", "tree")
            .whereLayer("infer")
            .mayOnlyBeAccessedByLayers("facade")
            .whereLayer("build")
            .mayOnlyBeAccessedByLayers("facade")
            .whereLayer("pass")
            .mayOnlyBeAccessedByLayers("facade")
            .whereLayer("emit")
            .mayOnlyBeAccessedByLayers("facade")
            .whereLayer("tree")
            .mayOnlyBeAccessedByLayers("facade", "infer", "build")
            .whereLayer("ir")
            .mayOnlyBeAccessedByLayers("facade", "build", "pass", "emit");

    /** What inference is made of ← operators by families of types ← calls ← statements; only what holds them together knows all. */
    @ArchTest
    static final ArchRule topicsOfInferenceKnowOnlyWhatIsBelowThem = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("core")
            .definedBy(ROOT + ".infer.core")
            .layer("ops")
            .definedBy(ROOT + ".infer.ops")
            .layer("call")
            .definedBy(ROOT + ".infer.call")
            .layer("flow")
            .definedBy(ROOT + ".infer.flow")
            .layer("parallel")
            .definedBy(ROOT + ".infer.parallel")
            .layer("whole")
            .definedBy(ROOT + ".infer")
            .whereLayer("whole")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("flow")
            .mayOnlyBeAccessedByLayers("whole")
            .whereLayer("call")
            .mayOnlyBeAccessedByLayers("whole", "flow")
            .whereLayer("ops")
            .mayOnlyBeAccessedByLayers("whole", "flow", "call")
            .whereLayer("parallel")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule packagesAreInAnOrder =
            slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theCompilerDoesNoInputOrOutput = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.net..", "java.util.concurrent..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.File")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.Thread");
}
