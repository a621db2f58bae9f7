package dev.pitwall.delta;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

@AnalyzeClasses(
    packages = "dev.pitwall.delta",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.pitwall.delta.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule SEES_OF_PITWALL_ONLY_THE_SPI =
      ArchRuleDefinition.noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.pitwall.core..", "dev.pitwall.execution..", "org.apache.calcite..");

  @ArchTest
  static final ArchRule ONLY_COMMITS_GO_THROUGH_STANDALONE =
      ArchRuleDefinition.noClasses()
          .that()
          .resideOutsideOfPackage("dev.pitwall.delta.commit")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.delta.standalone..");
}
