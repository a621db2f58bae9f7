package dev.pitwall.core.sql.tree.clause;

/** The kinds of object that the catalog holds. */
public enum ObjectKind {
  ENTITY("ENTITY", "ENTITIES"),
  FEATURE_VIEW("FEATURE VIEW", "FEATURE VIEWS"),
  FEATURE_SERVICE("FEATURE SERVICE", "FEATURE SERVICES"),
  TRAINING_SET("TRAINING SET", "TRAINING SETS"),
  /** A lake table, or a temporary table of the session. */
  TABLE("TABLE", "TABLES");

  private final String keywords;
  private final String pluralKeywords;

  ObjectKind(String keywords, String pluralKeywords) {
    this.keywords = keywords;
    this.pluralKeywords = pluralKeywords;
  }

  /** As statements about one object spell it. */
  public String keywords() {
    return keywords;
  }

  /** As SHOW spells it. */
  public String pluralKeywords() {
    return pluralKeywords;
  }
}
