-- What is open on a side is known before a claim is written, and written with it: a trigger asks twice for
-- each claim whether its two sides are known outside their document.

DROP TRIGGER IF EXISTS claims_open_at_object;
DROP TRIGGER IF EXISTS claims_open_at_subject;
