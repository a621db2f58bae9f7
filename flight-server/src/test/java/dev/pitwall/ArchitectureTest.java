package dev.pitwall;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(
    packages = {"dev.pitwall.flight", "dev.pitwall.cli", "dev.pitwall.monitoring"},
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule HAS_NO_PACKAGE_CYCLES =
      SlicesRuleDefinition.slices().matching("dev.pitwall.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule THE_SERVER_KNOWS_NO_COMMAND_LINE =
      ArchRuleDefinition.noClasses()
          .that()
          .resideInAnyPackage("dev.pitwall.flight..", "dev.pitwall.monitoring..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.pitwall.cli..", "picocli..", "org.jline..");

  @ArchTest
  static final ArchRule THE_SERVER_SEES_NO_STORE =
      ArchRuleDefinition.noClasses()
          .that()
          .resideInAnyPackage("dev.pitwall.flight..", "dev.pitwall.monitoring..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.pitwall.delta..", "dev.pitwall.redis..", "dev.pitwall.embedded..");
}
