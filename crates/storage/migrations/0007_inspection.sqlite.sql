-- Inspection rounds, their visits with the checklist, and findings with their remedy.
CREATE TABLE inspection (
    id BLOB PRIMARY KEY NOT NULL,
    root_id BLOB NOT NULL REFERENCES unit (id),
    name TEXT NOT NULL,
    mode TEXT NOT NULL,
    decision TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    lead TEXT NOT NULL,
    members TEXT NOT NULL,
    state TEXT NOT NULL,
    conclusion TEXT NOT NULL,
    concluded_on TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (root_id, decision)
);
CREATE INDEX inspection__root_starts__idx ON inspection (root_id, starts);
CREATE TABLE inspection_visit (
    id BLOB PRIMARY KEY NOT NULL,
    inspection_id BLOB NOT NULL REFERENCES inspection (id),
    root_id BLOB NOT NULL REFERENCES unit (id),
    unit_id BLOB NOT NULL REFERENCES unit (id),
    planned_on TEXT NOT NULL,
    visited_on TEXT,
    listed INTEGER,
    present INTEGER,
    absent_with_reason INTEGER,
    summary TEXT NOT NULL,
    visited_by BLOB,
    cancelled TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (inspection_id, unit_id)
);
CREATE INDEX inspection_visit__unit__idx ON inspection_visit (unit_id, visited_on);
CREATE INDEX inspection_visit__root__idx ON inspection_visit (root_id, visited_on);
CREATE TABLE visit_item (
    visit_id BLOB NOT NULL REFERENCES inspection_visit (id),
    item TEXT NOT NULL,
    result TEXT NOT NULL,
    note TEXT NOT NULL,
    photo_id BLOB REFERENCES file (id),
    PRIMARY KEY (visit_id, item)
);
CREATE TABLE finding (
    id BLOB PRIMARY KEY NOT NULL,
    visit_id BLOB NOT NULL REFERENCES inspection_visit (id),
    root_id BLOB NOT NULL REFERENCES unit (id),
    unit_id BLOB NOT NULL REFERENCES unit (id),
    item TEXT NOT NULL,
    description TEXT NOT NULL,
    found_on TEXT NOT NULL,
    remedy_due TEXT NOT NULL,
    remedied_on TEXT,
    remedy_note TEXT NOT NULL,
    rechecked_on TEXT,
    recheck_note TEXT NOT NULL DEFAULT '',
    reopened INTEGER NOT NULL DEFAULT 0,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX finding__unit__idx ON finding (unit_id, found_on);
CREATE INDEX finding__visit__idx ON finding (visit_id);
