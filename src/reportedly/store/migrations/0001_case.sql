-- Documents, what was read out of them, and the names they share.
--
-- Keys are integers because ten million claims point at them; ids are the content-derived ones
-- that people and other programs see. Everything but `documents`, `sightings` and `problems` of
-- inputs is derived: a re-read deletes it and writes it anew.

CREATE TABLE documents (
    key           INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,
    external_id   TEXT,
    title         TEXT,
    publisher     TEXT,
    publisher_norm TEXT,
    published_on  TEXT,
    byline        TEXT,
    url           TEXT,
    path          TEXT,
    media_type    TEXT NOT NULL,
    characters    INTEGER NOT NULL,
    text          TEXT NOT NULL   -- last, so that a listing need not read it
);
CREATE INDEX documents_by_publisher ON documents (publisher_norm);
CREATE INDEX documents_by_external_id ON documents (external_id);

-- The same text met again under another path, publisher, title or date: one row each.
CREATE TABLE sightings (
    id            TEXT PRIMARY KEY,
    document      INTEGER NOT NULL REFERENCES documents (key),
    external_id   TEXT,
    title         TEXT,
    publisher     TEXT,
    published_on  TEXT,
    byline        TEXT,
    url           TEXT,
    path          TEXT,
    media_type    TEXT NOT NULL
);
CREATE INDEX sightings_by_document ON sightings (document);

CREATE TABLE readings (
    document      INTEGER PRIMARY KEY REFERENCES documents (key),
    model         TEXT NOT NULL,
    program       TEXT NOT NULL,
    sentences     TEXT NOT NULL,  -- JSON [[start, end], ...]
    problems      TEXT NOT NULL   -- JSON [problem, ...]
);

-- `class` is what kinds may share a name and still be one referent; `document` is set where the
-- referent has no name of its own ('residents') and so is nobody outside that document.
CREATE TABLE entities (
    key           INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,
    name          TEXT NOT NULL,
    kind          TEXT NOT NULL,
    class         TEXT NOT NULL,
    norm          TEXT NOT NULL,
    document      INTEGER REFERENCES documents (key)
);
CREATE INDEX entities_by_norm ON entities (norm);
CREATE INDEX entities_by_document ON entities (document) WHERE document IS NOT NULL;

CREATE TABLE names (
    key           INTEGER PRIMARY KEY,
    entity        INTEGER NOT NULL REFERENCES entities (key),
    name          TEXT NOT NULL,
    norm          TEXT NOT NULL,
    UNIQUE (entity, name)
);
CREATE INDEX names_by_norm ON names (norm);

-- Which documents use a name, how often; a name that no document uses any longer goes, and an
-- entity without names goes with it.
CREATE TABLE document_names (
    document      INTEGER NOT NULL REFERENCES documents (key),
    name          INTEGER NOT NULL REFERENCES names (key),
    mentions      INTEGER NOT NULL,
    PRIMARY KEY (document, name)
) WITHOUT ROWID;
CREATE INDEX document_names_by_name ON document_names (name);

CREATE TABLE mentions (
    document      INTEGER NOT NULL REFERENCES documents (key),
    position      INTEGER NOT NULL,
    start         INTEGER NOT NULL,
    end           INTEGER NOT NULL,
    kind          TEXT NOT NULL,
    form          TEXT NOT NULL,
    chain         INTEGER NOT NULL,
    name          TEXT NOT NULL,
    sentence      INTEGER NOT NULL,
    first         INTEGER NOT NULL,
    last          INTEGER NOT NULL,
    head          INTEGER NOT NULL,
    place         TEXT,           -- JSON, or null
    entity        INTEGER REFERENCES entities (key),
    PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE INDEX mentions_by_entity ON mentions (entity) WHERE entity IS NOT NULL;

CREATE TABLE attributions (
    document      INTEGER NOT NULL REFERENCES documents (key),
    position      INTEGER NOT NULL,
    id            TEXT NOT NULL,
    act           TEXT NOT NULL,
    certainty     TEXT NOT NULL,
    polarity      TEXT NOT NULL,
    within        TEXT,
    record        TEXT NOT NULL,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE INDEX attributions_by_id ON attributions (id);

-- `key` is the document's key times 2^20 plus the position in it: the order of the keys is the
-- order of reading, a re-read changes no other document's keys, and paging needs no sorting.
CREATE TABLE claims (
    key           INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,
    document      INTEGER NOT NULL REFERENCES documents (key),
    predicate     TEXT NOT NULL,
    subject       INTEGER REFERENCES entities (key),
    object        INTEGER REFERENCES entities (key),
    polarity      TEXT NOT NULL,
    certainty     TEXT NOT NULL,
    happened_from TEXT,           -- YYYY-MM-DD, 0001-01-01 and 9999-12-31 where open;
    happened_to   TEXT,           -- both null where not known
    is_sourced    INTEGER NOT NULL,
    record        TEXT NOT NULL
);
CREATE INDEX claims_by_document ON claims (document);
CREATE INDEX claims_by_predicate ON claims (predicate);
CREATE INDEX claims_by_subject ON claims (subject, predicate) WHERE subject IS NOT NULL;
CREATE INDEX claims_by_object ON claims (object, predicate) WHERE object IS NOT NULL;
CREATE INDEX claims_by_start ON claims (happened_from, happened_to) WHERE happened_from IS NOT NULL;
CREATE INDEX claims_by_end ON claims (happened_to, happened_from) WHERE happened_to IS NOT NULL;
CREATE INDEX claims_denied ON claims (key) WHERE polarity = 'denied';
CREATE INDEX claims_not_stated ON claims (certainty) WHERE certainty <> 'stated';

-- The attribution chain, outermost first; the root source is the innermost. Polarity and certainty
-- stand here too, so that counting sources need not touch the claims.
CREATE TABLE claim_sources (
    claim         INTEGER NOT NULL REFERENCES claims (key),
    position      INTEGER NOT NULL,
    entity        INTEGER REFERENCES entities (key),
    act           TEXT NOT NULL,
    said_on       TEXT,
    is_root       INTEGER NOT NULL,
    polarity      TEXT NOT NULL,
    certainty     TEXT NOT NULL,
    PRIMARY KEY (claim, position)
) WITHOUT ROWID;
CREATE INDEX claim_sources_by_entity ON claim_sources (entity, is_root) WHERE entity IS NOT NULL;

-- Where it happened: the `where` of a claim, and its subject or object when they are places.
CREATE TABLE claim_places (
    claim         INTEGER NOT NULL REFERENCES claims (key),
    entity        INTEGER NOT NULL REFERENCES entities (key),
    PRIMARY KEY (entity, claim)
) WITHOUT ROWID;
CREATE INDEX claim_places_by_claim ON claim_places (claim);

-- What could not be read; `document` stays null where no document came of the input.
CREATE TABLE problems (
    key           INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,
    document      INTEGER REFERENCES documents (key),
    code          TEXT NOT NULL,
    record        TEXT NOT NULL
);
CREATE INDEX problems_by_document ON problems (document) WHERE document IS NOT NULL;

CREATE VIRTUAL TABLE document_words USING fts5 (
    title, text, content = 'documents', content_rowid = 'key',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER documents_indexed AFTER INSERT ON documents BEGIN
    INSERT INTO document_words (rowid, title, text) VALUES (new.key, new.title, new.text);
END;
CREATE TRIGGER documents_retitled AFTER UPDATE OF title ON documents BEGIN
    INSERT INTO document_words (document_words, rowid, title, text)
        VALUES ('delete', old.key, old.title, old.text);
    INSERT INTO document_words (rowid, title, text) VALUES (new.key, new.title, new.text);
END;

CREATE VIRTUAL TABLE name_words USING fts5 (
    name, content = 'names', content_rowid = 'key',
    tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER names_indexed AFTER INSERT ON names BEGIN
    INSERT INTO name_words (rowid, name) VALUES (new.key, new.name);
END;
CREATE TRIGGER names_forgotten AFTER DELETE ON names BEGIN
    INSERT INTO name_words (name_words, rowid, name) VALUES ('delete', old.key, old.name);
END;
