-- Where documents put places, and the times without a year ('on 6 August'): maps and timelines ask
-- for them without reading mentions and claims.

CREATE INDEX mentions_placed ON mentions (entity, place, document)
    WHERE place IS NOT NULL AND entity IS NOT NULL;
CREATE INDEX claims_yearless ON claims (key)
    WHERE happened_from IS NULL AND json_extract(record, '$.when') IS NOT NULL;
