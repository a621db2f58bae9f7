-- How often entities were erased from the online rows of each view: what read the view's history before one of these
-- erasures may hold rows of the erased entity, and must not write them.
CREATE TABLE view_erasure (
  view_key VARCHAR(256) NOT NULL PRIMARY KEY,
  times BIGINT NOT NULL
);
