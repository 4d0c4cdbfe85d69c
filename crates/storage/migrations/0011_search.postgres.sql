-- Search without accents over dossiers, newest first, and the lists of what is open.
CREATE INDEX dossier__search__idx ON dossier USING gin (to_tsvector('simple', search));
CREATE INDEX dossier__root_open__idx ON dossier (root_id, due_at, id) WHERE state IN ('received', 'in_progress');
CREATE INDEX dossier__receiving_open__idx ON dossier (receiving_unit_id, due_at, id) WHERE state IN ('received', 'in_progress');
CREATE INDEX dossier__competent_open__idx ON dossier (competent_unit_id, due_at, id) WHERE state IN ('received', 'in_progress');
CREATE INDEX dossier__receiving_received__idx ON dossier (receiving_unit_id, received_at);
CREATE INDEX dossier__procedure_received__idx ON dossier (procedure_id, received_at);
