-- Who says how much: counted over indices alone, without reading a claim.

CREATE INDEX claim_sources_roots ON claim_sources (entity, polarity, certainty) WHERE is_root;
CREATE INDEX claims_own_voice ON claims (document, polarity, certainty, is_rejected)
    WHERE NOT is_sourced;
