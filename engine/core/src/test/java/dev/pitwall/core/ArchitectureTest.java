package dev.pitwall.core;

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

@AnalyzeClasses(packages = "dev.pitwall.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** Bottom-up: a package may import only those before it. */
  private static final List<String> LAYERS =
      List.of(
          "type",
          "config",
          "function",
          "catalog",
          "registry.definition",
          "registry",
          "session",
          "store",
          "table",
          "activity",
          "cache",
          "feast.file",
          "sql.tree.clause",
          "sql.tree.definition",
          "sql.tree",
          "sql.parser.generated",
          "sql.parser",
          "sql.ddl.clause",
          "sql.ddl",
          "feast.mapping",
          "planner.lowering.sql",
          "sql.validate",
          "planner.lowering",
          "planner.logical",
          "planner.leakage",
          "planner.rule",
          "planner.online",
          "planner.idiom",
          "codegen",
          "planner.physical",
          "planner.sanity",
          "planner.program",
          "explain",
          "materialize",
          "maintenance",
          "write",
          "training",
          "parameter",
          "query.result",
          "query.preparation",
          "query.ingest",
          "query.listing",
          "query");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.pitwall.core.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule SEES_STORES_THROUGH_THE_SPI_ONLY =
      ArchRuleDefinition.noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.pitwall.delta..",
              "dev.pitwall.redis..",
              "dev.pitwall.embedded..",
              "org.apache.arrow.flight..");

  @ArchTest
  static void layersImportOnlyLowerOnes(JavaClasses classes) {
    for (int i = 0; i < LAYERS.size(); i++) {
      String layer = "dev.pitwall.core." + LAYERS.get(i);
      List<String> higher =
          LAYERS.subList(i + 1, LAYERS.size()).stream()
              .map(name -> "dev.pitwall.core." + name)
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
              LAYERS.stream().map(name -> "dev.pitwall.core." + name).toArray(String[]::new));

  private static DescribedPredicate<JavaClass> in(List<String> packages) {
    return DescribedPredicate.describe(
        "reside in " + packages, type -> packages.contains(type.getPackageName()));
  }
}
