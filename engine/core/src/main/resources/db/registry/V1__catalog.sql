-- The number of changes the catalog has seen; writers agree on it before they write.
CREATE TABLE catalog_version (
  id INTEGER NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL
);
INSERT INTO catalog_version (id, version) VALUES (1, 0);

-- Every version of every entity, feature view, lake table and feature service. Dropping makes a version without a body.
CREATE TABLE definition (
  kind VARCHAR(20) NOT NULL,
  name_key VARCHAR(256) NOT NULL,
  version BIGINT NOT NULL,
  definition_id UUID NOT NULL,
  name VARCHAR(256) NOT NULL,
  catalog_version BIGINT NOT NULL,
  status VARCHAR(10) NOT NULL,
  owner VARCHAR(256) NOT NULL,
  tags TEXT NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  body TEXT,
  PRIMARY KEY (kind, name_key, version)
);

-- Every version of every feature. The columns from tags on are JSON.
CREATE TABLE feature_registry (
  feature_id UUID NOT NULL,
  version BIGINT NOT NULL,
  view_key VARCHAR(256) NOT NULL,
  name VARCHAR(256) NOT NULL,
  description TEXT NOT NULL,
  owner VARCHAR(256) NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  status VARCHAR(10) NOT NULL,
  tags TEXT NOT NULL,
  lineage TEXT NOT NULL,
  statistics TEXT,
  constraints TEXT NOT NULL,
  PRIMARY KEY (feature_id, version)
);
CREATE INDEX feature_registry_view ON feature_registry (view_key);

-- Up to which event time each view's rows are in the online store, in microseconds since the epoch.
CREATE TABLE watermark (
  view_key VARCHAR(256) NOT NULL PRIMARY KEY,
  micros BIGINT NOT NULL
);
