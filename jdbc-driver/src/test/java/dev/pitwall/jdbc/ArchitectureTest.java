package dev.pitwall.jdbc;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(packages = "dev.pitwall.jdbc", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule SEES_ARROW_AND_NOTHING_OF_THE_ENGINE =
      ArchRuleDefinition.classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.pitwall.jdbc..",
              "org.apache.arrow..",
              "org.apache.calcite.avatica..",
              "org.joou..",
              "io.grpc..",
              "com.fasterxml.jackson..",
              "com.google.protobuf..",
              "javax.net.ssl..",
              "java..");

  @ArchTest
  static final ArchRule HAS_NO_PACKAGE_CYCLES =
      SlicesRuleDefinition.slices().matching("dev.pitwall.jdbc.(*)..").should().beFreeOfCycles();
}
