-- Of which table a watermark's version is: another may come to be at its place. Of what was recorded before that is
-- not known, and such a view is read whole once more.
ALTER TABLE watermark ADD COLUMN table_id VARCHAR(256) DEFAULT '' NOT NULL;
