-- Puts the small files of a table together, rows by event time; no query answers differently afterwards.
OPTIMIZE carrier_delays;

-- Orders all rows along a Z-order curve, for lookups by key and by time.
OPTIMIZE carrier_delays ZORDER BY (carrier, event_ts);

-- What a vacuum would delete that keeps every version of the last week readable, and then that vacuum.
VACUUM carrier_delays RETAIN 168 HOURS DRY RUN;

VACUUM carrier_delays;

-- Removes one carrier from every view of the entity, offline and online; the receipt is in system.erasures.
ERASE ENTITY carrier (carrier = 'ZZ');

SELECT join_key, removed FROM system.erasures WHERE finished_at IS NOT NULL;
