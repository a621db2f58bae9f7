-- What of each view is in the online store: the rows of event times from from_micros (NULL for any) to micros, as the
-- table was at read_micros, in version table_version. What was recorded before cannot tell, and is materialized anew.
DELETE FROM watermark;
ALTER TABLE watermark ADD COLUMN from_micros BIGINT;
ALTER TABLE watermark ADD COLUMN read_micros BIGINT NOT NULL;
ALTER TABLE watermark ADD COLUMN table_version BIGINT NOT NULL;
