-- Who is who across documents, what is copied, what is said by how many, and what is disputed.
--
-- All of it is derived, and worked out bit by bit: what a new document changes is queued
-- (`unsettled_documents`, `unsettled_claims`, entities whose `is_compared` is 0) and settled later,
-- at a cost that does not grow with the case.

-- `cluster` is the key of the entity that stands for all that are one with it, its own key where
-- it stands alone; `label` the name under which that one is shown; `documents` how many name it.
ALTER TABLE entities ADD COLUMN cluster INTEGER;
ALTER TABLE entities ADD COLUMN label TEXT;
ALTER TABLE entities ADD COLUMN documents INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entities ADD COLUMN is_compared INTEGER NOT NULL DEFAULT 0;
UPDATE entities SET cluster = key, is_compared = document IS NOT NULL OR class = 'activity',
    documents = (SELECT count(DISTINCT u.document) FROM names n JOIN document_names u
                 ON u.name = n.key WHERE n.entity = entities.key);
CREATE INDEX entities_by_cluster ON entities (cluster);
CREATE INDEX entities_uncompared ON entities (key) WHERE NOT is_compared;

CREATE TRIGGER entities_stand_alone AFTER INSERT ON entities BEGIN
    UPDATE entities SET cluster = new.key,
        is_compared = new.document IS NOT NULL OR new.class = 'activity' WHERE key = new.key;
END;
CREATE TRIGGER names_uncompared AFTER INSERT ON names BEGIN
    UPDATE entities SET is_compared = 0
        WHERE key = new.entity AND document IS NULL AND class <> 'activity';
END;
CREATE TRIGGER names_uncompared_again AFTER DELETE ON names BEGIN
    UPDATE entities SET is_compared = 0
        WHERE key = old.entity AND document IS NULL AND class <> 'activity';
END;

-- Only entities that share a block are compared. A block is a hash of what their names share.
CREATE TABLE blocks (
    block         INTEGER NOT NULL,
    entity        INTEGER NOT NULL,
    PRIMARY KEY (block, entity)
) WITHOUT ROWID;
CREATE INDEX blocks_by_entity ON blocks (entity);

-- What the names of two entities say, `a` < `b`. `are_apart` where one document names both in full.
CREATE TABLE likenesses (
    a             INTEGER NOT NULL,
    b             INTEGER NOT NULL,
    score         REAL NOT NULL,
    is_weak       INTEGER NOT NULL,
    are_apart     INTEGER NOT NULL,
    is_joined     INTEGER NOT NULL DEFAULT 0,
    reason        TEXT NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX likenesses_by_b ON likenesses (b);

-- Fingerprints of the documents' texts, and the passages that two documents share.
CREATE TABLE runs (
    run           INTEGER NOT NULL,
    document      INTEGER NOT NULL,
    position      INTEGER NOT NULL,
    PRIMARY KEY (run, document, position)
) WITHOUT ROWID;
CREATE TABLE copies (
    key           INTEGER PRIMARY KEY,
    a             INTEGER NOT NULL,
    a_start       INTEGER NOT NULL,
    a_end         INTEGER NOT NULL,
    b             INTEGER NOT NULL,
    b_start       INTEGER NOT NULL,
    b_end         INTEGER NOT NULL,
    words         INTEGER NOT NULL
);
CREATE INDEX copies_by_a ON copies (a);
CREATE INDEX copies_by_b ON copies (b);

-- What several claims say. Sides are the keys of the entities that stand for them, null where words
-- or nobody stand there. `origins` is null until it is counted anew.
CREATE TABLE propositions (
    key           INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,
    predicate     TEXT NOT NULL,
    subject       INTEGER,
    object        INTEGER,
    is_unrealised INTEGER NOT NULL,
    affirmed      INTEGER,
    denied        INTEGER,
    origins       INTEGER
);
CREATE INDEX propositions_by_subject ON propositions (subject) WHERE subject IS NOT NULL;
CREATE INDEX propositions_by_object ON propositions (object) WHERE object IS NOT NULL;
CREATE INDEX propositions_uncounted ON propositions (key) WHERE origins IS NULL;
CREATE TABLE tellings (
    claim         INTEGER PRIMARY KEY,
    proposition   INTEGER NOT NULL
);
CREATE INDEX tellings_by_proposition ON tellings (proposition);

CREATE TABLE disputes (
    key           INTEGER PRIMARY KEY,
    a             INTEGER NOT NULL,
    b             INTEGER NOT NULL,
    reason        TEXT NOT NULL,
    UNIQUE (a, b, reason)
);
CREATE INDEX disputes_by_b ON disputes (b);
-- The entities that the two claims of a dispute are about, as they stand in the claims.
CREATE TABLE dispute_entities (
    entity        INTEGER NOT NULL,
    dispute       INTEGER NOT NULL,
    PRIMARY KEY (entity, dispute)
) WITHOUT ROWID;
CREATE INDEX dispute_entities_by_dispute ON dispute_entities (dispute);

-- What may stand against a claim is looked for by a side, a predicate and a polarity.
DROP INDEX claims_by_subject;
DROP INDEX claims_by_object;
CREATE INDEX claims_by_subject ON claims (subject, predicate, polarity, object)
    WHERE subject IS NOT NULL;
CREATE INDEX claims_by_object ON claims (object, predicate, polarity, subject)
    WHERE object IS NOT NULL;

CREATE TABLE unsettled_documents (document INTEGER PRIMARY KEY);
CREATE TABLE unsettled_claims (claim INTEGER PRIMARY KEY);
INSERT INTO unsettled_documents SELECT key FROM documents;

CREATE TRIGGER documents_forgotten AFTER DELETE ON documents BEGIN
    INSERT INTO document_words (document_words, rowid, title, text)
        VALUES ('delete', old.key, old.title, old.text);
END;
