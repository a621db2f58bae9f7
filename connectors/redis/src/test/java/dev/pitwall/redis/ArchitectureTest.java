package dev.pitwall.redis;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(
    packages = "dev.pitwall.redis",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule SEES_THE_SPI_ARROW_AND_ITS_LIBRARIES_ONLY =
      ArchRuleDefinition.classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.pitwall.redis..",
              "dev.pitwall.spi..",
              "org.apache.arrow..",
              "io.lettuce..",
              "io.netty.buffer..",
              "io.netty.util.concurrent..",
              "io.github.resilience4j..",
              "com.github.benmanes.caffeine..",
              "reactor.core..",
              "javax.net.ssl..",
              "java..");

  @ArchTest
  static final ArchRule HAS_NO_PACKAGE_CYCLES =
      SlicesRuleDefinition.slices().matching("dev.pitwall.redis.(*)..").should().beFreeOfCycles();
}
