-- Movements with their reviews, criteria sets that units adapt, score sheets, evidence, recognition.
CREATE TABLE movement (
    id BLOB PRIMARY KEY NOT NULL,
    root_id BLOB NOT NULL REFERENCES unit (id),
    name TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    plan TEXT NOT NULL,
    basis TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (root_id, name)
);
CREATE TABLE movement_review (
    id BLOB PRIMARY KEY NOT NULL,
    movement_id BLOB NOT NULL REFERENCES movement (id),
    kind TEXT NOT NULL,
    due_on TEXT NOT NULL,
    held_on TEXT,
    note TEXT NOT NULL,
    UNIQUE (movement_id, kind, due_on)
);
-- The model set of a movement belongs to the body's root unit; a unit's own set is its adaptation.
CREATE TABLE criteria_set (
    id BLOB PRIMARY KEY NOT NULL,
    movement_id BLOB NOT NULL REFERENCES movement (id),
    root_id BLOB NOT NULL REFERENCES unit (id),
    unit_id BLOB NOT NULL REFERENCES unit (id),
    year INTEGER NOT NULL,
    issued_on TEXT,
    threshold BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (movement_id, unit_id, year)
);
CREATE TABLE criterion (
    id BLOB PRIMARY KEY NOT NULL,
    set_id BLOB NOT NULL REFERENCES criteria_set (id),
    model_id BLOB REFERENCES criterion (id),
    heading TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    fact TEXT,
    target BIGINT,
    max_points BIGINT NOT NULL,
    UNIQUE (set_id, ordinal)
);
CREATE TABLE score_sheet (
    id BLOB PRIMARY KEY NOT NULL,
    movement_id BLOB NOT NULL REFERENCES movement (id),
    set_id BLOB NOT NULL REFERENCES criteria_set (id),
    root_id BLOB NOT NULL REFERENCES unit (id),
    unit_id BLOB NOT NULL REFERENCES unit (id),
    year INTEGER NOT NULL,
    state TEXT NOT NULL,
    max_points BIGINT NOT NULL,
    threshold BIGINT NOT NULL,
    self_points BIGINT,
    self_scored_at TEXT,
    self_scored_by BLOB,
    verified_points BIGINT,
    verified_at TEXT,
    verified_by BLOB,
    decision TEXT,
    decided_on TEXT,
    decided_by BLOB,
    decision_note TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (movement_id, unit_id, year)
);
CREATE INDEX score_sheet__root_year__idx ON score_sheet (root_id, year);
-- Decisions that were withdrawn: the sheet waits for another one, and a past day is still shown with this one.
CREATE TABLE withdrawn_decision (
    sheet_id BLOB NOT NULL REFERENCES score_sheet (id),
    version BIGINT NOT NULL,
    recognised BOOLEAN NOT NULL,
    decision TEXT,
    decided_on TEXT NOT NULL,
    decided_by BLOB,
    decision_note TEXT NOT NULL,
    withdrawn_at TEXT NOT NULL,
    withdrawn_by BLOB,
    reason TEXT NOT NULL,
    PRIMARY KEY (sheet_id, version)
);
-- The fact as used stands beside the points, so that a past year can be shown to the letter.
CREATE TABLE score_line (
    id BLOB PRIMARY KEY NOT NULL,
    sheet_id BLOB NOT NULL REFERENCES score_sheet (id),
    criterion_id BLOB NOT NULL REFERENCES criterion (id),
    fact_part BIGINT,
    fact_whole BIGINT,
    measured_on TEXT,
    measured_points BIGINT,
    self_points BIGINT,
    self_note TEXT NOT NULL,
    verified_points BIGINT,
    verify_note TEXT NOT NULL,
    UNIQUE (sheet_id, criterion_id)
);
CREATE TABLE evidence (
    id BLOB PRIMARY KEY NOT NULL,
    line_id BLOB NOT NULL REFERENCES score_line (id),
    file_id BLOB NOT NULL REFERENCES file (id),
    note TEXT NOT NULL,
    added_at TEXT NOT NULL,
    added_by BLOB
);
CREATE INDEX evidence__line__idx ON evidence (line_id);
