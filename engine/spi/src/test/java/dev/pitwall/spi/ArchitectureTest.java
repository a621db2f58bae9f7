package dev.pitwall.spi;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;

@AnalyzeClasses(packages = "dev.pitwall.spi", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** Bottom-up: a package may import only those before it. */
  private static final List<String> LAYERS =
      List.of(
          "error",
          "time",
          "thread",
          "model",
          "predicate",
          "pushdown",
          "offline",
          "offline.maintenance",
          "online",
          "plugin");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.pitwall.spi.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule DEPENDS_ON_ARROW_ALONE =
      ArchRuleDefinition.classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.pitwall.spi..", "org.apache.arrow..", "java..");

  @ArchTest
  static void layersImportOnlyLowerOnes(JavaClasses classes) {
    for (int i = 0; i < LAYERS.size(); i++) {
      String layer = "dev.pitwall.spi." + LAYERS.get(i);
      List<String> higher =
          LAYERS.subList(i + 1, LAYERS.size()).stream()
              .map(name -> "dev.pitwall.spi." + name)
              .toList();
      ArchRuleDefinition.noClasses()
          .that()
          .resideInAPackage(layer)
          .should()
          .dependOnClassesThat(in(higher))
          .check(classes);
    }
  }

  @ArchTest
  static final ArchRule EVERY_CLASS_HAS_A_LAYER =
      ArchRuleDefinition.classes()
          .should()
          .resideInAnyPackage(
              LAYERS.stream().map(name -> "dev.pitwall.spi." + name).toArray(String[]::new));

  private static DescribedPredicate<JavaClass> in(List<String> packages) {
    return DescribedPredicate.describe(
        "reside in " + packages, type -> packages.contains(type.getPackageName()));
  }
}
