-- The receipts of erasures; finished_at is NULL until everything that was asked for is removed.
CREATE TABLE erasure (
  erasure_id UUID NOT NULL PRIMARY KEY,
  entity VARCHAR(256) NOT NULL,
  join_key TEXT NOT NULL,
  scope VARCHAR(20) NOT NULL,
  requested_by VARCHAR(256) NOT NULL,
  started_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  finished_at TIMESTAMP(6) WITH TIME ZONE,
  removed TEXT NOT NULL
);
