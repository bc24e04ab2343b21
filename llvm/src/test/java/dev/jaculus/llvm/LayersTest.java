package dev.jaculus.llvm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.jaculus.llvm");

    @Test
    void othersSeeNothingOfTheForeignFunctionApi() {
        List<String> shown = CLASSES.stream()
                .filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(c -> c.getMethods().stream())
                .filter(m -> m.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(m -> m.getAllInvolvedRawTypes().stream()
                        .anyMatch(t -> t.getPackageName().startsWith("java.lang.foreign")))
                .map(JavaMethod::getFullName)
                .toList();
        assertEquals(List.of(), shown);
    }

    @Test
    void theImageWriterIsPlainJava() {
        noClasses()
                .that()
                .resideInAPackage("dev.jaculus.llvm.elf")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.lang.foreign", "dev.jaculus.llvm")
                .check(CLASSES);
    }
}
