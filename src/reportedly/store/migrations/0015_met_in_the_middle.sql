-- Whom somebody who has ties with very many has those with that come from most origins: from an index
-- alone, so that no row is fetched for each.
DROP INDEX propositions_best_of_subject;
DROP INDEX propositions_best_of_object;
CREATE INDEX propositions_best_of_subject ON propositions (subject, origins DESC, object, predicate)
    WHERE subject IS NOT NULL;
CREATE INDEX propositions_best_of_object ON propositions (object, origins DESC, subject, predicate)
    WHERE object IS NOT NULL;

-- The few that somebody denies.
CREATE INDEX propositions_denied_of_subject
    ON propositions (subject, object, predicate, claims, denials, not_of_actors)
    WHERE subject IS NOT NULL AND denials > 0;
CREATE INDEX propositions_denied_of_object
    ON propositions (object, subject, predicate, claims, denials, not_of_actors)
    WHERE object IS NOT NULL AND denials > 0;
