-- Movements with their reviews, criteria sets that units adapt, score sheets, evidence, recognition.
CREATE TABLE movement (
    id UUID PRIMARY KEY NOT NULL,
    root_id UUID NOT NULL REFERENCES unit (id),
    name TEXT NOT NULL,
    starts DATE NOT NULL,
    ends DATE NOT NULL,
    plan TEXT NOT NULL,
    basis TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    CONSTRAINT movement__root_id__name__key UNIQUE (root_id, name)
);
CREATE TABLE movement_review (
    id UUID PRIMARY KEY NOT NULL,
    movement_id UUID NOT NULL REFERENCES movement (id),
    kind TEXT NOT NULL,
    due_on DATE NOT NULL,
    held_on DATE,
    note TEXT NOT NULL,
    CONSTRAINT movement_review__movement_id__kind__due_on__key UNIQUE (movement_id, kind, due_on)
);
-- The model set of a movement belongs to the body's root unit; a unit's own set is its adaptation.
CREATE TABLE criteria_set (
    id UUID PRIMARY KEY NOT NULL,
    movement_id UUID NOT NULL REFERENCES movement (id),
    root_id UUID NOT NULL REFERENCES unit (id),
    unit_id UUID NOT NULL REFERENCES unit (id),
    year INTEGER NOT NULL,
    issued_on DATE,
    threshold BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    CONSTRAINT criteria_set__movement_id__unit_id__year__key UNIQUE (movement_id, unit_id, year)
);
CREATE TABLE criterion (
    id UUID PRIMARY KEY NOT NULL,
    set_id UUID NOT NULL REFERENCES criteria_set (id),
    model_id UUID REFERENCES criterion (id),
    heading TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    fact TEXT,
    target BIGINT,
    max_points BIGINT NOT NULL,
    CONSTRAINT criterion__set_id__ordinal__key UNIQUE (set_id, ordinal)
);
CREATE TABLE score_sheet (
    id UUID PRIMARY KEY NOT NULL,
    movement_id UUID NOT NULL REFERENCES movement (id),
    set_id UUID NOT NULL REFERENCES criteria_set (id),
    root_id UUID NOT NULL REFERENCES unit (id),
    unit_id UUID NOT NULL REFERENCES unit (id),
    year INTEGER NOT NULL,
    state TEXT NOT NULL,
    max_points BIGINT NOT NULL,
    threshold BIGINT NOT NULL,
    self_points BIGINT,
    self_scored_at TIMESTAMPTZ,
    self_scored_by UUID,
    verified_points BIGINT,
    verified_at TIMESTAMPTZ,
    verified_by UUID,
    decision TEXT,
    decided_on DATE,
    decided_by UUID,
    decision_note TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    CONSTRAINT score_sheet__movement_id__unit_id__year__key UNIQUE (movement_id, unit_id, year)
);
CREATE INDEX score_sheet__root_year__idx ON score_sheet (root_id, year);
-- Decisions that were withdrawn: the sheet waits for another one, and a past day is still shown with this one.
CREATE TABLE withdrawn_decision (
    sheet_id UUID NOT NULL REFERENCES score_sheet (id),
    version BIGINT NOT NULL,
    recognised BOOLEAN NOT NULL,
    decision TEXT,
    decided_on DATE NOT NULL,
    decided_by UUID,
    decision_note TEXT NOT NULL,
    withdrawn_at TIMESTAMPTZ NOT NULL,
    withdrawn_by UUID,
    reason TEXT NOT NULL,
    PRIMARY KEY (sheet_id, version)
);
-- The fact as used stands beside the points, so that a past year can be shown to the letter.
CREATE TABLE score_line (
    id UUID PRIMARY KEY NOT NULL,
    sheet_id UUID NOT NULL REFERENCES score_sheet (id),
    criterion_id UUID NOT NULL REFERENCES criterion (id),
    fact_part BIGINT,
    fact_whole BIGINT,
    measured_on DATE,
    measured_points BIGINT,
    self_points BIGINT,
    self_note TEXT NOT NULL,
    verified_points BIGINT,
    verify_note TEXT NOT NULL,
    CONSTRAINT score_line__sheet_id__criterion_id__key UNIQUE (sheet_id, criterion_id)
);
CREATE TABLE evidence (
    id UUID PRIMARY KEY NOT NULL,
    line_id UUID NOT NULL REFERENCES score_line (id),
    file_id UUID NOT NULL REFERENCES file (id),
    note TEXT NOT NULL,
    added_at TIMESTAMPTZ NOT NULL,
    added_by UUID
);
CREATE INDEX evidence__line__idx ON evidence (line_id);
