-- Search without accents over dossiers, newest first, and the lists of what is open.
-- The index holds words only; its rows are numbered as dossiers come in, so newest-first stops early.
CREATE VIRTUAL TABLE dossier_search USING fts5(
    words, dossier_id UNINDEXED,
    content = '', contentless_delete = 1, contentless_unindexed = 1,
    tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3', detail = none
);
INSERT INTO dossier_search (words, dossier_id) SELECT search, id FROM dossier ORDER BY received_at;
CREATE TRIGGER dossier_search_insert AFTER INSERT ON dossier BEGIN
    INSERT INTO dossier_search (words, dossier_id) VALUES (new.search, new.id);
END;
CREATE INDEX dossier__root_open__idx ON dossier (root_id, due_at, id) WHERE state IN ('received', 'in_progress');
CREATE INDEX dossier__receiving_open__idx ON dossier (receiving_unit_id, due_at, id) WHERE state IN ('received', 'in_progress');
CREATE INDEX dossier__competent_open__idx ON dossier (competent_unit_id, due_at, id) WHERE state IN ('received', 'in_progress');
CREATE INDEX dossier__receiving_received__idx ON dossier (receiving_unit_id, received_at);
CREATE INDEX dossier__procedure_received__idx ON dossier (procedure_id, received_at);
