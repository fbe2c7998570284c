-- What stands beside a claim is looked for where the case is largest, among the claims of those who are
-- named most: each search reads no more rows of an index than it returns.

-- The latest claims of a side, of one predicate and polarity, in the order of reading.
CREATE INDEX claims_of_subject ON claims (subject, predicate, polarity) WHERE subject IS NOT NULL;
DROP INDEX claims_by_object;
CREATE INDEX claims_by_object ON claims (object, predicate, polarity, key, subject)
    WHERE object IS NOT NULL;

-- The claims on whose other side nobody stands who is known outside a document. `side` is the one on
-- which the entity stands.
CREATE TABLE open_claims (
    entity        INTEGER NOT NULL,
    side          TEXT NOT NULL,
    predicate     TEXT NOT NULL,
    polarity      TEXT NOT NULL,
    claim         INTEGER NOT NULL,
    PRIMARY KEY (entity, side, predicate, polarity, claim)
) WITHOUT ROWID;
INSERT INTO open_claims SELECT subject, 'subject', predicate, polarity, key FROM claims
    WHERE subject IS NOT NULL AND (object IS NULL
        OR EXISTS (SELECT 1 FROM entities e WHERE e.key = object AND e.document IS NOT NULL));
INSERT INTO open_claims SELECT object, 'object', predicate, polarity, key FROM claims
    WHERE object IS NOT NULL AND (subject IS NULL
        OR EXISTS (SELECT 1 FROM entities e WHERE e.key = subject AND e.document IS NOT NULL));
CREATE TRIGGER claims_open_at_object AFTER INSERT ON claims WHEN new.subject IS NOT NULL AND (
    new.object IS NULL
    OR EXISTS (SELECT 1 FROM entities e WHERE e.key = new.object AND e.document IS NOT NULL))
BEGIN
    INSERT INTO open_claims
        VALUES (new.subject, 'subject', new.predicate, new.polarity, new.key);
END;
CREATE TRIGGER claims_open_at_subject AFTER INSERT ON claims WHEN new.object IS NOT NULL AND (
    new.subject IS NULL
    OR EXISTS (SELECT 1 FROM entities e WHERE e.key = new.subject AND e.document IS NOT NULL))
BEGIN
    INSERT INTO open_claims
        VALUES (new.object, 'object', new.predicate, new.polarity, new.key);
END;
CREATE TRIGGER claims_open_forgotten AFTER DELETE ON claims BEGIN
    DELETE FROM open_claims WHERE entity = old.subject AND side = 'subject'
        AND predicate = old.predicate AND polarity = old.polarity AND claim = old.key;
    DELETE FROM open_claims WHERE entity = old.object AND side = 'object'
        AND predicate = old.predicate AND polarity = old.polarity AND claim = old.key;
END;

-- The few claims that may tell an age: by a word of the record, which is cheaper than to read it.
CREATE INDEX claims_aged ON claims (subject, polarity)
    WHERE subject IS NOT NULL AND instr(record, '"age":') > 0;

-- How many of the claims that tell a proposition deny it, and how many are not between two who can act:
-- whom an entity has ties with is read from an index alone, however often each tie is told.
ALTER TABLE propositions ADD COLUMN denials INTEGER NOT NULL DEFAULT 0;
ALTER TABLE propositions ADD COLUMN not_of_actors INTEGER NOT NULL DEFAULT 0;
DROP INDEX propositions_by_subject;
DROP INDEX propositions_by_object;
UPDATE propositions SET
    denials = (SELECT count(*) FROM tellings t WHERE t.proposition = propositions.key
        AND EXISTS (SELECT 1 FROM claims INDEXED BY claims_denied
            WHERE key = t.claim AND polarity = 'denied')),
    not_of_actors = (SELECT count(*) FROM tellings t WHERE t.proposition = propositions.key
        AND EXISTS (SELECT 1 FROM claims INDEXED BY claims_not_of_actors WHERE key = t.claim AND NOT (
            coalesce(json_extract(record, '$.subject.kind'), '')
                IN ('person', 'group', 'state', 'organization', 'population')
            AND coalesce(json_extract(record, '$.object.kind'), '')
                IN ('person', 'group', 'state', 'organization', 'population'))));
DROP TRIGGER tellings_added;
DROP TRIGGER tellings_removed;
CREATE TRIGGER tellings_added AFTER INSERT ON tellings BEGIN
    UPDATE propositions SET claims = claims + 1,
        denials = denials + EXISTS (SELECT 1 FROM claims INDEXED BY claims_denied
            WHERE key = new.claim AND polarity = 'denied'),
        not_of_actors = not_of_actors + EXISTS (SELECT 1 FROM claims INDEXED BY claims_not_of_actors
            WHERE key = new.claim AND NOT (
                coalesce(json_extract(record, '$.subject.kind'), '')
                    IN ('person', 'group', 'state', 'organization', 'population')
                AND coalesce(json_extract(record, '$.object.kind'), '')
                    IN ('person', 'group', 'state', 'organization', 'population')))
        WHERE key = new.proposition;
END;
-- A telling goes before its claim does.
CREATE TRIGGER tellings_removed AFTER DELETE ON tellings BEGIN
    UPDATE propositions SET claims = claims - 1,
        denials = denials - EXISTS (SELECT 1 FROM claims INDEXED BY claims_denied
            WHERE key = old.claim AND polarity = 'denied'),
        not_of_actors = not_of_actors - EXISTS (SELECT 1 FROM claims INDEXED BY claims_not_of_actors
            WHERE key = old.claim AND NOT (
                coalesce(json_extract(record, '$.subject.kind'), '')
                    IN ('person', 'group', 'state', 'organization', 'population')
                AND coalesce(json_extract(record, '$.object.kind'), '')
                    IN ('person', 'group', 'state', 'organization', 'population')))
        WHERE key = old.proposition;
END;
CREATE INDEX propositions_by_subject ON propositions
    (subject, object, predicate, is_unrealised, origins, claims, denials, not_of_actors)
    WHERE subject IS NOT NULL;
CREATE INDEX propositions_by_object ON propositions
    (object, subject, predicate, is_unrealised, origins, claims, denials, not_of_actors)
    WHERE object IS NOT NULL;

-- How often a name is used, and when what is said of somebody happened, from an index alone.
DROP INDEX document_names_by_name;
CREATE INDEX document_names_by_name ON document_names (name, document, mentions);
CREATE INDEX claims_dated_subject ON claims (subject, happened_from)
    WHERE subject IS NOT NULL AND happened_from IS NOT NULL;
CREATE INDEX claims_dated_object ON claims (object, happened_from)
    WHERE object IS NOT NULL AND happened_from IS NOT NULL;

-- The propositions of somebody that come from most origins, without all the others being read.
CREATE INDEX propositions_best_of_subject ON propositions (subject, origins DESC)
    WHERE subject IS NOT NULL;
CREATE INDEX propositions_best_of_object ON propositions (object, origins DESC)
    WHERE object IS NOT NULL;
