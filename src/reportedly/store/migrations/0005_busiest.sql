-- Whom most documents name: the first page of a case shows them.

CREATE INDEX entities_by_documents ON entities (documents DESC, key) WHERE document IS NULL;
