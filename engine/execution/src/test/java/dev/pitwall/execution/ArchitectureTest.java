package dev.pitwall.execution;

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

@AnalyzeClasses(
    packages = "dev.pitwall.execution",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** Bottom-up: a package may import only those before it. */
  private static final List<String> LAYERS =
      List.of(
          "memory",
          "metrics",
          "kernel",
          "plan.term",
          "plan",
          "vector",
          "key",
          "task",
          "pipeline",
          "operator",
          "sort",
          "join",
          "join.pointintime.spine",
          "join.pointintime.candidate",
          "join.pointintime.winner",
          "join.pointintime",
          "join.asof",
          "aggregate",
          "driver");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.pitwall.execution.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule KNOWS_NOTHING_OF_CALCITE =
      ArchRuleDefinition.noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.calcite..", "dev.pitwall.core..");

  @ArchTest
  static void layersImportOnlyLowerOnes(JavaClasses classes) {
    for (int i = 0; i < LAYERS.size(); i++) {
      String layer = "dev.pitwall.execution." + LAYERS.get(i);
      List<String> higher =
          LAYERS.subList(i + 1, LAYERS.size()).stream()
              .map(name -> "dev.pitwall.execution." + name)
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
              LAYERS.stream().map(name -> "dev.pitwall.execution." + name).toArray(String[]::new));

  private static DescribedPredicate<JavaClass> in(List<String> packages) {
    return DescribedPredicate.describe(
        "reside in " + packages, type -> packages.contains(type.getPackageName()));
  }
}
