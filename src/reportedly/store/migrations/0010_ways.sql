-- How many claims tell a proposition, kept by the tellings themselves.
ALTER TABLE propositions ADD COLUMN claims INTEGER NOT NULL DEFAULT 0;
UPDATE propositions
    SET claims = (SELECT count(*) FROM tellings WHERE proposition = propositions.key);
-- How many things of different times or amounts that is; so it is counted anew where claims are many.
ALTER TABLE propositions ADD COLUMN matters INTEGER;
UPDATE propositions SET matters = 1 WHERE claims = 1;
UPDATE propositions SET origins = NULL WHERE claims > 1;
CREATE TRIGGER tellings_added AFTER INSERT ON tellings BEGIN
    UPDATE propositions SET claims = claims + 1 WHERE key = new.proposition;
END;
CREATE TRIGGER tellings_removed AFTER DELETE ON tellings BEGIN
    UPDATE propositions SET claims = claims - 1 WHERE key = old.proposition;
END;

-- Whom an entity has ties with, which propositions are between the same two, and who has most: read
-- from an index alone.
DROP INDEX propositions_by_subject;
DROP INDEX propositions_by_object;
CREATE INDEX propositions_by_subject
    ON propositions (subject, object, predicate, is_unrealised, origins, claims)
    WHERE subject IS NOT NULL;
CREATE INDEX propositions_by_object
    ON propositions (object, subject, predicate, is_unrealised, origins, claims)
    WHERE object IS NOT NULL;

-- The claims that are not between two who can act: a tie between actors is asked of all the others.
CREATE INDEX claims_not_of_actors ON claims (key) WHERE NOT (
    coalesce(json_extract(record, '$.subject.kind'), '')
        IN ('person', 'group', 'state', 'organization', 'population')
    AND coalesce(json_extract(record, '$.object.kind'), '')
        IN ('person', 'group', 'state', 'organization', 'population'));
