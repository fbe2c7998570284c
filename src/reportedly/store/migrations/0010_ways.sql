-- Whom an entity has ties with, and which propositions are between the same two: read from an index.
DROP INDEX propositions_by_subject;
DROP INDEX propositions_by_object;
CREATE INDEX propositions_by_subject ON propositions (subject, object, predicate)
    WHERE subject IS NOT NULL;
CREATE INDEX propositions_by_object ON propositions (object, subject, predicate)
    WHERE object IS NOT NULL;

-- The claims that are not between two who can act: a tie between actors is asked of all the others.
CREATE INDEX claims_not_of_actors ON claims (key) WHERE NOT (
    coalesce(json_extract(record, '$.subject.kind'), '')
        IN ('person', 'group', 'state', 'organization', 'population')
    AND coalesce(json_extract(record, '$.object.kind'), '')
        IN ('person', 'group', 'state', 'organization', 'population'));
