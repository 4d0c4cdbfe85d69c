-- Procedures, dossiers with their control slip, letters, and how citizens rate a finished dossier.
CREATE TABLE procedure (
    id UUID PRIMARY KEY NOT NULL,
    root_id UUID NOT NULL REFERENCES unit (id),
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
    competent_unit_id UUID NOT NULL REFERENCES unit (id),
    valid_from DATE NOT NULL,
    valid_to DATE,
    version BIGINT NOT NULL DEFAULT 1,
    CONSTRAINT procedure__root_id__code__key UNIQUE (root_id, code)
);
CREATE TABLE dossier_counter (
    unit_id UUID NOT NULL REFERENCES unit (id),
    day DATE NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (unit_id, day)
);
-- `due_at` is the date promised now, `first_due_at` the one on the receipt; `holder_unit_id` has it in hand;
-- since `paused_at` it waits for the applicant.
-- `request_key` makes a second submission of the same form harmless.
CREATE TABLE dossier (
    id UUID PRIMARY KEY NOT NULL,
    root_id UUID NOT NULL REFERENCES unit (id),
    code TEXT NOT NULL,
    procedure_id UUID NOT NULL REFERENCES procedure (id),
    receiving_unit_id UUID NOT NULL REFERENCES unit (id),
    competent_unit_id UUID NOT NULL REFERENCES unit (id),
    holder_unit_id UUID NOT NULL REFERENCES unit (id),
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
    received_at TIMESTAMPTZ NOT NULL,
    received_by UUID,
    received_beyond_hours BOOLEAN NOT NULL,
    clock_started_at TIMESTAMPTZ NOT NULL,
    paused_at TIMESTAMPTZ,
    term_amount INTEGER NOT NULL,
    term_unit TEXT NOT NULL,
    first_due_at TIMESTAMPTZ NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    due_provisional BOOLEAN NOT NULL,
    pack TEXT NOT NULL,
    forward_due_at TIMESTAMPTZ NOT NULL,
    forwarded_at TIMESTAMPTZ,
    finished_at TIMESTAMPTZ,
    result TEXT,
    returned_at TIMESTAMPTZ,
    returned_beyond_hours BOOLEAN,
    rating_token TEXT NOT NULL,
    request_key TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    CONSTRAINT dossier__code__key UNIQUE (code),
    CONSTRAINT dossier__rating_token__key UNIQUE (rating_token),
    CONSTRAINT dossier__request_key__key UNIQUE (request_key)
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
    id UUID PRIMARY KEY NOT NULL,
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    by_account UUID,
    from_unit_id UUID REFERENCES unit (id),
    to_unit_id UUID REFERENCES unit (id),
    on_time BOOLEAN,
    note TEXT NOT NULL,
    CONSTRAINT dossier_step__dossier_id__seq__key UNIQUE (dossier_id, seq)
);
-- What an applicant is asked to supply, numbered through the year of each unit that asks. `papers` are the
-- catalogue's words, which anybody may read; since `handed_at` the applicant has the slip; `due_after` is the date
-- promised once everything was there.
CREATE TABLE dossier_supplement (
    id UUID PRIMARY KEY NOT NULL,
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    seq INTEGER NOT NULL,
    unit_id UUID NOT NULL REFERENCES unit (id),
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    papers TEXT NOT NULL,
    other TEXT NOT NULL,
    reason TEXT NOT NULL,
    again_reason TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    due_before TIMESTAMPTZ NOT NULL,
    requested_at TIMESTAMPTZ NOT NULL,
    requested_by UUID,
    handed_at TIMESTAMPTZ,
    supplied_at TIMESTAMPTZ,
    due_after TIMESTAMPTZ,
    CONSTRAINT dossier_supplement__dossier_id__seq__key UNIQUE (dossier_id, seq),
    CONSTRAINT dossier_supplement__unit_id__year__number__key UNIQUE (unit_id, year, number)
);
-- Dossiers that were not taken: a register of their own, numbered through the year of each desk. `search` holds who
-- applied and what for without accents.
CREATE TABLE intake_refusal (
    id UUID PRIMARY KEY NOT NULL,
    root_id UUID NOT NULL REFERENCES unit (id),
    unit_id UUID NOT NULL REFERENCES unit (id),
    procedure_id UUID NOT NULL REFERENCES procedure (id),
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
    refused_at TIMESTAMPTZ NOT NULL,
    refused_by UUID,
    request_key TEXT,
    CONSTRAINT intake_refusal__unit_id__year__number__key UNIQUE (unit_id, year, number),
    CONSTRAINT intake_refusal__request_key__key UNIQUE (request_key)
);
CREATE INDEX intake_refusal__root_refused__idx ON intake_refusal (root_id, refused_at);
-- `send_by` is the last day on which the letter is in time.
CREATE TABLE letter (
    id UUID PRIMARY KEY NOT NULL,
    root_id UUID NOT NULL REFERENCES unit (id),
    unit_id UUID NOT NULL REFERENCES unit (id),
    dossier_id UUID REFERENCES dossier (id),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    recipient TEXT NOT NULL,
    reason TEXT NOT NULL,
    old_due_at TIMESTAMPTZ,
    new_due_at TIMESTAMPTZ,
    send_by DATE,
    drafted_at TIMESTAMPTZ NOT NULL,
    number TEXT,
    signed_at TIMESTAMPTZ,
    signed_by UUID,
    signer_name TEXT,
    issuer_unit_id UUID REFERENCES unit (id),
    version BIGINT NOT NULL DEFAULT 1,
    CONSTRAINT letter__dossier_id__kind__key UNIQUE (dossier_id, kind)
);
CREATE INDEX letter__unit_state__idx ON letter (unit_id, state);
CREATE INDEX letter__root_signed__idx ON letter (root_id, signed_at);
CREATE TABLE satisfaction (
    id UUID PRIMARY KEY NOT NULL,
    root_id UUID NOT NULL REFERENCES unit (id),
    unit_id UUID NOT NULL REFERENCES unit (id),
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    score INTEGER NOT NULL,
    courtesy TEXT NOT NULL,
    courtesy_met INTEGER NOT NULL,
    courtesy_asked INTEGER NOT NULL,
    comment TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT satisfaction__dossier_id__key UNIQUE (dossier_id)
);
CREATE INDEX satisfaction__unit_at__idx ON satisfaction (unit_id, at);
CREATE INDEX satisfaction__root_at__idx ON satisfaction (root_id, at);
