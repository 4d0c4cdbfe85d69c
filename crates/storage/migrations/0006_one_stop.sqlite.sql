-- Procedures, dossiers with their control slip, letters, and how citizens rate a finished dossier.
CREATE TABLE procedure (
    id BLOB PRIMARY KEY NOT NULL,
    root_id BLOB NOT NULL REFERENCES unit (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    search TEXT NOT NULL,
    field TEXT NOT NULL,
    steps TEXT NOT NULL,
    applicants TEXT NOT NULL,
    papers TEXT NOT NULL,
    sets INTEGER NOT NULL,
    term_amount INTEGER NOT NULL,
    term_unit TEXT NOT NULL,
    same_day_cut_off BOOLEAN NOT NULL,
    fee TEXT NOT NULL,
    result TEXT NOT NULL,
    legal_basis TEXT NOT NULL,
    competent_unit_id BLOB NOT NULL REFERENCES unit (id),
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (root_id, code)
);
CREATE TABLE dossier_counter (
    unit_id BLOB NOT NULL REFERENCES unit (id),
    day TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (unit_id, day)
);
-- `due_at` is the date promised now, `first_due_at` the one on the receipt; `holder_unit_id` has it in hand;
-- since `paused_at` it waits for the applicant.
-- `request_key` makes a second submission of the same form harmless.
CREATE TABLE dossier (
    id BLOB PRIMARY KEY NOT NULL,
    root_id BLOB NOT NULL REFERENCES unit (id),
    code TEXT NOT NULL,
    procedure_id BLOB NOT NULL REFERENCES procedure (id),
    receiving_unit_id BLOB NOT NULL REFERENCES unit (id),
    competent_unit_id BLOB NOT NULL REFERENCES unit (id),
    holder_unit_id BLOB NOT NULL REFERENCES unit (id),
    state TEXT NOT NULL,
    applicant_name TEXT NOT NULL,
    applicant_id_number TEXT NOT NULL,
    applicant_address TEXT NOT NULL,
    applicant_phone TEXT NOT NULL,
    applicant_email TEXT NOT NULL,
    content TEXT NOT NULL,
    papers TEXT NOT NULL,
    sets INTEGER NOT NULL,
    search TEXT NOT NULL,
    received_at TEXT NOT NULL,
    received_by BLOB,
    received_beyond_hours BOOLEAN NOT NULL,
    clock_started_at TEXT NOT NULL,
    paused_at TEXT,
    term_amount INTEGER NOT NULL,
    term_unit TEXT NOT NULL,
    first_due_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    due_provisional BOOLEAN NOT NULL,
    pack TEXT NOT NULL,
    forward_due_at TEXT NOT NULL,
    forwarded_at TEXT,
    finished_at TEXT,
    result TEXT,
    returned_at TEXT,
    returned_beyond_hours BOOLEAN,
    rating_token TEXT NOT NULL,
    request_key TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (code),
    UNIQUE (rating_token),
    UNIQUE (request_key)
);
CREATE INDEX dossier__root_state__idx ON dossier (root_id, state, due_at);
CREATE INDEX dossier__holder_state__idx ON dossier (holder_unit_id, state, due_at);
CREATE INDEX dossier__competent_received__idx ON dossier (competent_unit_id, received_at);
CREATE INDEX dossier__root_received__idx ON dossier (root_id, received_at, receiving_unit_id);
-- What facts count over whole bodies: dossiers decided, beyond hours, and those that are or may become late.
CREATE INDEX dossier__root_finished__idx ON dossier (root_id, finished_at, competent_unit_id, state, due_at, first_due_at, id)
    WHERE finished_at IS NOT NULL;
CREATE INDEX dossier__root_late__idx ON dossier (root_id, first_due_at, due_at, finished_at, paused_at, competent_unit_id, id)
    WHERE finished_at IS NULL OR finished_at > first_due_at;
CREATE INDEX dossier__root_beyond_received__idx ON dossier (root_id, received_at) WHERE received_beyond_hours;
CREATE INDEX dossier__root_beyond_returned__idx ON dossier (root_id, returned_at) WHERE returned_beyond_hours;
CREATE TABLE dossier_step (
    id BLOB PRIMARY KEY NOT NULL,
    dossier_id BLOB NOT NULL REFERENCES dossier (id),
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    by_account BLOB,
    from_unit_id BLOB REFERENCES unit (id),
    to_unit_id BLOB REFERENCES unit (id),
    on_time BOOLEAN,
    note TEXT NOT NULL,
    UNIQUE (dossier_id, seq)
);
-- What an applicant is asked to supply, numbered through the year of each unit that asks. `papers` are the
-- catalogue's words, which anybody may read; since `handed_at` the applicant has the slip; `due_after` is the date
-- promised once everything was there.
CREATE TABLE dossier_supplement (
    id BLOB PRIMARY KEY NOT NULL,
    dossier_id BLOB NOT NULL REFERENCES dossier (id),
    seq INTEGER NOT NULL,
    unit_id BLOB NOT NULL REFERENCES unit (id),
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    papers TEXT NOT NULL,
    other TEXT NOT NULL,
    reason TEXT NOT NULL,
    again_reason TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    due_before TEXT NOT NULL,
    requested_at TEXT NOT NULL,
    requested_by BLOB,
    handed_at TEXT,
    supplied_at TEXT,
    due_after TEXT,
    UNIQUE (dossier_id, seq),
    UNIQUE (unit_id, year, number)
);
-- Dossiers that were not taken: a register of their own, numbered through the year of each desk. `search` holds who
-- applied and what for without accents.
CREATE TABLE intake_refusal (
    id BLOB PRIMARY KEY NOT NULL,
    root_id BLOB NOT NULL REFERENCES unit (id),
    unit_id BLOB NOT NULL REFERENCES unit (id),
    procedure_id BLOB NOT NULL REFERENCES procedure (id),
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    applicant_name TEXT NOT NULL,
    applicant_id_number TEXT NOT NULL,
    applicant_address TEXT NOT NULL,
    applicant_phone TEXT NOT NULL,
    applicant_email TEXT NOT NULL,
    content TEXT NOT NULL,
    reason TEXT NOT NULL,
    search TEXT NOT NULL,
    refused_at TEXT NOT NULL,
    refused_by BLOB,
    request_key TEXT,
    UNIQUE (unit_id, year, number),
    UNIQUE (request_key)
);
CREATE INDEX intake_refusal__root_refused__idx ON intake_refusal (root_id, refused_at);
-- `send_by` is the last day on which the letter is in time.
CREATE TABLE letter (
    id BLOB PRIMARY KEY NOT NULL,
    root_id BLOB NOT NULL REFERENCES unit (id),
    unit_id BLOB NOT NULL REFERENCES unit (id),
    dossier_id BLOB REFERENCES dossier (id),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    recipient TEXT NOT NULL,
    reason TEXT NOT NULL,
    old_due_at TEXT,
    new_due_at TEXT,
    send_by TEXT,
    drafted_at TEXT NOT NULL,
    number TEXT,
    signed_at TEXT,
    signed_by BLOB,
    signer_name TEXT,
    issuer_unit_id BLOB REFERENCES unit (id),
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (dossier_id, kind)
);
CREATE INDEX letter__unit_state__idx ON letter (unit_id, state);
CREATE INDEX letter__root_signed__idx ON letter (root_id, signed_at);
CREATE TABLE satisfaction (
    id BLOB PRIMARY KEY NOT NULL,
    root_id BLOB NOT NULL REFERENCES unit (id),
    unit_id BLOB NOT NULL REFERENCES unit (id),
    dossier_id BLOB NOT NULL REFERENCES dossier (id),
    score INTEGER NOT NULL,
    courtesy TEXT NOT NULL,
    courtesy_met INTEGER NOT NULL,
    courtesy_asked INTEGER NOT NULL,
    comment TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (dossier_id)
);
CREATE INDEX satisfaction__unit_at__idx ON satisfaction (unit_id, at);
CREATE INDEX satisfaction__root_at__idx ON satisfaction (root_id, at);
